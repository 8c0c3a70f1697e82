import { DomainError } from '@ringbase/domain';
import type { Context } from '../../context.js';
import { changeCall } from '../change-call.js';
import type { ActOnCall } from './act-on-call.js';
import { wasOnLine } from './was-on-line.js';

/** A word about a call, during it or after: of whoever is or was on its line. */
export async function noteCall(ctx: Context, { callId, key, text }: ActOnCall & { text: string }): Promise<void> {
  const { personId } = ctx.actor;
  await changeCall(ctx, callId, 'call.noted', ({ call }, at) => {
    if (!wasOnLine(call, personId)) throw new DomainError('FORBIDDEN', 'You were not on this call.', { callId });
    return { events: [{ key: `control:${key}`, at, kind: 'noted', body: { personId, text } }] };
  });
}
