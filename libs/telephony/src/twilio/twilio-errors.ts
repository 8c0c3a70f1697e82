import { DomainError, isDomainError } from '@ringbase/domain';
import twilio from 'twilio';

/** Numbers or places that this account may not call: https://www.twilio.com/docs/api/errors */
const refusedNumbers = new Set([21210, 21211, 21212, 21213, 21214, 21215, 21216, 21217, 21219, 21220]);
/** The connection was never made, so nothing was asked. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** The provider's refusals in our words. What cannot be known (no answer, an answer that broke off, their failure) says `unknown: true`. */
export function domainErrorOf(error: unknown): DomainError {
  if (isDomainError(error)) return error;
  if (error instanceof twilio.RestException) return refusal(error.status, error.code);
  const code = codeOf(error);
  return new DomainError('UNAVAILABLE', 'The phone company does not answer.', { unknown: !neverSent.has(code), reason: code });
}

function refusal(status: number, code: number | undefined): DomainError {
  const details = { unknown: false, code: code ?? null, status };
  if (status === 429 || code === 20429) return new DomainError('TOO_MANY', 'The phone company asks for patience.', details);
  if (status === 401 || code === 20003)
    return new DomainError('UNAVAILABLE', 'The phone company does not accept our account.', { ...details, reason: 'unauthorised' });
  if (status === 404 || code === 20404) return new DomainError('NOT_FOUND', 'The phone company knows no such thing.', details);
  if (code !== undefined && refusedNumbers.has(code))
    return new DomainError('INVALID', 'The phone company refuses this number.', { ...details, reason: 'number-refused' });
  if (status >= 500) return new DomainError('UNAVAILABLE', 'The phone company has failed.', { ...details, unknown: true });
  return new DomainError('INVALID', 'The phone company refuses this.', details);
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'no-answer';
}
