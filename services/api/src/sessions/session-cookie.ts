import type { Request, Response } from 'express';

export const SESSION_COOKIE = 'ringbase_session';

/** The token that the browser brought; null: none. */
export function readSessionToken(req: Request): string | null {
  for (const part of (req.get('cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === SESSION_COOKIE && value && /^[A-Za-z0-9_-]{20,100}$/.test(value)) return value;
  }
  return null;
}

/** Hands the token to the browser alone: no script reads it, no other site sends it along with a change. */
export function setSessionCookie(res: Response, token: string, maxAgeMs: number, publicUrl: string): void {
  res.cookie(SESSION_COOKIE, token, { ...attributes(publicUrl), maxAge: maxAgeMs });
}

export function clearSessionCookie(res: Response, publicUrl: string): void {
  res.clearCookie(SESSION_COOKIE, attributes(publicUrl));
}

function attributes(publicUrl: string) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') } as const;
}
