import { isDomainError } from '@ringbase/domain';
import { ConfigError, EmbeddedPostgresError } from '@ringbase/platform';
import { PortTakenError } from './reserve-port.js';

const NO_SPACE = ['ENOSPC', 'EDQUOT', 'EFBIG', '53100'];

/** Why the house did not start, in one line for the person who started it. */
export function explainFailure(error: unknown, dataDirectory: string): string {
  if (isDomainError(error)) return error.message;
  if (error instanceof ConfigError || error instanceof PortTakenError || error instanceof EmbeddedPostgresError) return error.message;
  const codes = listCauses(error).flatMap((cause) => ('code' in cause ? String(cause.code) : []));
  if (codes.some((code) => NO_SPACE.includes(code)))
    return `The disk is full: Ringbase keeps its data in ${dataDirectory} and needs more room there.`;
  const first = listCauses(error)[0]?.message ?? String(error);
  return `Ringbase could not start: ${first.split('\n', 1)[0]}`;
}

function listCauses(error: unknown): Error[] {
  return error instanceof Error ? [error, ...listCauses(error.cause)] : [];
}
