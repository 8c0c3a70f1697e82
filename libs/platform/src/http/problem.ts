import { isNativeError } from 'node:util/types';
import { type ErrorCode, isDomainError } from '@ringbase/domain';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { z } from 'zod';

export type ProblemCode = ErrorCode | 'INTERNAL';

const kinds = {
  INVALID: { status: 400, title: 'The request is not valid' },
  UNAUTHENTICATED: { status: 401, title: 'Sign in first' },
  FORBIDDEN: { status: 403, title: 'Not allowed' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  CONFLICT: { status: 409, title: 'Changed by somebody else in the meantime' },
  ALREADY_KEPT: { status: 409, title: 'Already done' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'Too large' },
  TOO_MANY: { status: 429, title: 'Too many requests' },
  UNAVAILABLE: { status: 503, title: 'Not available at the moment' },
  INTERNAL: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>;

/** RFC 9457. `errors` names every field the door refused; `details` are ids and codes only. */
export const problemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(kinds) as ProblemCode[]),
    detail: z.string().optional(),
    instance: z.string().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    errors: z.array(z.object({ in: z.enum(['params', 'query', 'body']), path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.output<typeof problemBody>;
export type FieldFault = NonNullable<ProblemBody['errors']>[number];

/** The request did not fit the shapes of its route. */
export class RefusedInput extends Error {
  override readonly name = 'RefusedInput';

  constructor(readonly faults: readonly FieldFault[]) {
    super('The request does not fit its route');
  }
}

/** The HTTP status of an error code: the only place where the two meet. */
export function statusOf(code: ProblemCode): number {
  return kinds[code].status;
}

/**
 * Puts an error into words for the other side. Only what was written for people leaves: the message of a DomainError, the
 * faults the door found. Of anything else nobody outside learns more than that it happened.
 */
export function describeProblem(error: unknown): ProblemBody {
  if (error instanceof RefusedInput) return compose('INVALID', { errors: [...error.faults] });
  if (isDomainError(error)) {
    const detail = error.code === 'UNAVAILABLE' ? undefined : error.message;
    const details = Object.keys(error.details).length > 0 ? { ...error.details } : undefined;
    return compose(error.code, { ...(detail ? { detail } : {}), ...(details ? { details } : {}) });
  }
  const status = refusalStatus(error);
  if (status === undefined) return compose('INTERNAL', {});
  return { ...compose(status === 413 ? 'PAYLOAD_TOO_LARGE' : 'INVALID', {}), status };
}

/** Answers with a problem. */
export function sendProblem(req: Request, res: Response, body: ProblemBody): void {
  if (body.status === 503 && !res.hasHeader('Retry-After')) res.set('Retry-After', '2');
  const instance = typeof req.id === 'string' ? { instance: `urn:uuid:${req.id}` } : {};
  res
    .status(body.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ ...body, ...instance }));
}

/** The last handler of every app: what is thrown becomes a problem; what we did not expect is logged. */
export const answerProblem: ErrorRequestHandler = (error: unknown, req, res, _next) => {
  const body = describeProblem(error);
  if (body.status >= 500) req.log?.error({ event: 'http.failed', code: body.code, err: error });
  if (res.headersSent) {
    // Half an answer must not look like a whole one.
    res.destroy();
    return;
  }
  sendProblem(req, res, body);
};

function compose(code: ProblemCode, rest: Partial<ProblemBody>): ProblemBody {
  const { status, title } = kinds[code];
  return { type: `urn:ringbase:problem:${code.toLowerCase().replaceAll('_', '-')}`, title, status, code, ...rest };
}

// body-parser and the router refuse by errors that carry a status; their messages quote the input and stay here.
function refusalStatus(error: unknown): number | undefined {
  if (!isNativeError(error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}
