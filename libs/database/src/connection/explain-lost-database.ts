import { isNativeError } from 'node:util/types';
import { DomainError } from '@ringbase/domain';

/**
 * States of a server that is gone, going, coming or full: connection exceptions (08), shutdown (57P01, 57P02, 57P05), start (57P03), no room (53300).
 * Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const lostStates = /^(?:08...|57P0[1235]|53300)$/;
const lostSockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** What pg and its pool say in words alone. */
const lostWords =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;
/** An error's cause has a cause of its own only so often. */
const DEPTH = 5;

/** UNAVAILABLE for what a lost database throws, however it was wrapped, with the error as its cause; any other error as it is. */
export function explainLostDatabase(error: unknown): unknown {
  return tellsOfLoss(error, DEPTH) ? new DomainError('UNAVAILABLE', 'The database cannot be reached', {}, { cause: error }) : error;
}

function tellsOfLoss(error: unknown, depth: number): boolean {
  if (!isNativeError(error) || error instanceof DomainError) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    lostStates.test(code) || lostSockets.has(code) || lostWords.test(error.message) || (depth > 0 && tellsOfLoss(error.cause, depth - 1))
  );
}
