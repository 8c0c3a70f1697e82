import type { CallProjection } from '@ringbase/domain';

/** Whether a person is or was on a call's line. */
export function wasOnLine(call: CallProjection, personId: string): boolean {
  return call.line.some((part) => part.personId === personId);
}
