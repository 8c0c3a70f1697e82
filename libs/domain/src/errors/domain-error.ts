/** Every way in which the house refuses. Doors map a code to their own words (HTTP status, TwiML), never the other way round. */
export const errorCodes = [
  'NOT_FOUND',
  'CONFLICT',
  'INVALID',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'UNAVAILABLE',
  'TOO_MANY',
  'ALREADY_KEPT',
  'PAYLOAD_TOO_LARGE',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An expected refusal: `message` may be shown to the person, `details` are ids and codes only, never personal data. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    /** `cause`: what stands behind it, for the log alone. */
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}
