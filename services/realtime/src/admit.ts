import type { IncomingMessage } from 'node:http';
import { type Database, type LiveSession, listLiveSessions } from '@ringbase/database';
import { hashToken } from '@ringbase/use-cases';

export type Admission = { session: LiveSession; tab: string };
/** Why a socket is not opened, as the status of the answer. */
export type Refusal = { status: 400 | 401 | 403 | 404; reason: string };

export type Door = {
  app: Database;
  clock: () => Date;
  /** Pages that may open a socket, besides those of the very host it is opened at. */
  origins: readonly string[];
};

/** As the API names it. */
const SESSION_COOKIE = 'ringbase_session';
const TAB = /^[A-Za-z0-9_-]{8,64}$/;

/** Who asks for a socket, from which page, for which tab. A session's cookie goes along with any page's request, so the page is asked for first. */
export async function admit(request: IncomingMessage, { app, clock, origins }: Door): Promise<Admission | Refusal> {
  const url = new URL(request.url ?? '/', 'http://ringbase.invalid');
  if (url.pathname !== '/ws') return { status: 404, reason: 'unknown-path' };
  if (!isOurs(request, origins)) return { status: 403, reason: 'wrong-origin' };
  const tab = url.searchParams.get('tab') ?? '';
  if (!TAB.test(tab)) return { status: 400, reason: 'no-tab' };
  const token = readCookie(request.headers.cookie ?? '', SESSION_COOKIE);
  if (token === null) return { status: 401, reason: 'no-session' };
  const [session] = await listLiveSessions(app.db, [hashToken(token)], clock());
  return session ? { session, tab } : { status: 401, reason: 'no-session' };
}

function isOurs({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const origin = headers.origin;
  if (origin === undefined) return false;
  return origins.includes(origin) || origin === `http://${headers.host}` || origin === `https://${headers.host}`;
}

function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name && value.length > 0) return value.join('=');
  }
  return null;
}
