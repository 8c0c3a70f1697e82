export const outgoingFailures = [
  'not-allowed',
  'invalid-request',
  'deadline',
  'unreachable',
  'redirected',
  'status',
  'too-large',
  'not-json',
] as const;
export type OutgoingFailure = (typeof outgoingFailures)[number];

export type OutgoingRequest = {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** JSON text; null sends none. */
  body: string | null;
  /** Real time, for connecting, asking and reading together. */
  deadlineMs: number;
};
/** `json` undefined: answered well, with nothing in it. */
export type OutgoingAnswer = { ok: true; json: unknown } | { ok: false; failure: OutgoingFailure; status: number | null };

/** Asks once; never throws for anything the other side does. */
export type Outgoing = (request: OutgoingRequest) => Promise<OutgoingAnswer>;

const MOST_BYTES = 64 * 1024;
/** What HTTP itself says with a request: not for somebody's text to say. */
const ours = /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|expect)$/i;
const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/**
 * Opens the one way out of the house: to the origins that the operator has named and nowhere else. A request is made once, follows no redirect, and takes no more
 * than 64 kB of JSON. Where a name leads is the operator's matter, who named it.
 */
export function makeOutgoing({ origins }: { origins: readonly string[] }): Outgoing {
  const allowed = new Set(origins);
  return async (request) => {
    const url = URL.canParse(request.url) ? new URL(request.url) : null;
    if (url === null || !allowed.has(url.origin) || url.username !== '' || url.password !== '') return failed('not-allowed');
    const headers = headersOf(request);
    if (headers === null) return failed('invalid-request');
    const signal = AbortSignal.timeout(Math.max(1, Math.ceil(request.deadlineMs)));
    try {
      const takesBody = request.method !== 'GET' && request.method !== 'HEAD';
      const body = takesBody ? request.body : null;
      return await read(await fetch(url, { method: request.method, headers, body, redirect: 'manual', signal }));
    } catch {
      return failed(signal.aborted ? 'deadline' : 'unreachable');
    }
  };
}

function failed(failure: OutgoingFailure, status: number | null = null): OutgoingAnswer {
  return { ok: false, failure, status };
}

function headersOf({ headers, body }: OutgoingRequest): Headers | null {
  try {
    const made = new Headers({
      accept: 'application/json',
      'user-agent': 'Ringbase',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    });
    for (const [name, value] of Object.entries(headers)) if (!ours.test(name)) made.set(name, value);
    return made;
  } catch {
    return null;
  }
}

async function read(answer: Response): Promise<OutgoingAnswer> {
  if (answer.status >= 300 && answer.status < 400) return leave(answer, 'redirected');
  if (!answer.ok) return leave(answer, 'status');
  const bytes = await readBytes(answer);
  if (bytes === null) return failed('too-large', answer.status);
  if (bytes.length === 0) return { ok: true, json: undefined };
  if (!JSON_TYPE.test(answer.headers.get('content-type') ?? '')) return failed('not-json', answer.status);
  try {
    return { ok: true, json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return failed('not-json', answer.status);
  }
}

/** The status says it; its body is not read. */
async function leave(answer: Response, failure: OutgoingFailure): Promise<OutgoingAnswer> {
  await answer.body?.cancel().catch(() => undefined);
  return failed(failure, answer.status);
}

/** Null: more than anybody may say. */
async function readBytes(answer: Response): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer.body ?? []) {
    bytes += piece.length;
    // Leaving the loop cancels the rest.
    if (bytes > MOST_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
