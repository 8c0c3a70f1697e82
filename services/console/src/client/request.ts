import type { z } from 'zod';
import { Problem } from './problem.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;
/** `content` is sent as it is, under its own type; `body` as JSON. */
export type RequestOptions = { body?: unknown; content?: Blob; query?: Query; signal?: AbortSignal };

/**
 * One call of the API. The answer has the shape of `schema`; it is checked while developing only, in production the
 * server's own check is trusted. Throws `Problem`.
 */
export async function request<T>(method: Method, path: string, schema: z.ZodType<T>, options: RequestOptions = {}): Promise<T> {
  const answer = await send(method, path, options);
  const body: unknown = await answer.json();
  return import.meta.env.DEV ? schema.parse(body) : (body as T);
}

/** The same for an answer without a body. */
export async function command(method: Method, path: string, options: RequestOptions = {}): Promise<void> {
  await send(method, path, options);
}

async function send(method: Method, path: string, { body, content, query, signal }: RequestOptions): Promise<Response> {
  const init: RequestInit = { method, headers: { accept: 'application/json' }, credentials: 'same-origin' };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
  }
  if (content !== undefined) {
    init.body = content;
    init.headers = { accept: 'application/json', 'content-type': content.type };
  }
  if (signal) init.signal = signal;
  const answer = await fetch(`/api/v1${path}${renderQuery(query)}`, init).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem(0, 'OFFLINE', 'no answer');
  });
  if (!answer.ok) throw await readProblem(answer);
  return answer;
}

export function renderQuery(query: Query | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') parameters.set(name, text);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

async function readProblem(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as Partial<{
    code: Problem['code'];
    title: string;
    detail: string;
    details: Record<string, unknown>;
    errors: Problem['errors'];
  }>;
  return new Problem(
    answer.status,
    body.code ?? codeOf(answer.status),
    body.detail ?? body.title ?? answer.statusText,
    body.details ?? {},
    body.errors ?? [],
  );
}

/** For answers that did not come from our API: a proxy's page, say. */
function codeOf(status: number): Problem['code'] {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 409) return 'CONFLICT';
  if (status === 429) return 'TOO_MANY';
  return status >= 500 ? 'UNAVAILABLE' : 'INVALID';
}
