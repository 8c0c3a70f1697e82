import type { ErrorCode } from '@ringbase/domain';

export type FieldRefusal = { path: string; message: string };

/** A refusal of the API (problem+json), or `OFFLINE` when no answer came at all. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: ErrorCode | 'OFFLINE',
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    /** What of the request was refused, by its place: `script.blocks.one.kind`. */
    readonly errors: readonly FieldRefusal[] = [],
  ) {
    super(message);
  }
}

export function isProblem(error: unknown, code?: Problem['code']): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}
