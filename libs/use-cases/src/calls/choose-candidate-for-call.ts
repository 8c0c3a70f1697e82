import { findApplication } from '@ringbase/database';
import { DomainError, mayFileCall } from '@ringbase/domain';
import { filePromises } from '../callbacks/file-promises.js';
import type { Context } from '../context.js';
import { changeCall } from './change-call.js';
import { filerOf } from './filer-of.js';

export type ChooseCandidateForCall = { callId: string; applicationId: string };

/** The caller meant another application: the call goes to its history, and the choice is remembered for his number while it is open. */
export async function chooseCandidateForCall(ctx: Context, input: ChooseCandidateForCall): Promise<void> {
  const personId = ctx.actor.personId;
  const seen = await ctx.transaction((tx) => findApplication(tx, input.applicationId));
  if (seen === null) throw new DomainError('NOT_FOUND', 'There is no such application.', { applicationId: input.applicationId });
  const filer = await filerOf(ctx, input.callId);
  await changeCall(ctx, input.callId, 'call.application-chosen', ({ loaded, call }, at) => {
    if (!mayFileCall(call, filer)) throw new DomainError('FORBIDDEN', 'This is not your call.', { callId: input.callId });
    const candidate = loaded.context.facts.candidates.find((one) => one.applicationId === input.applicationId);
    if (candidate === undefined)
      throw new DomainError('INVALID', 'This application is none of the caller’s.', { applicationId: input.applicationId });
    if (call.applicationId === candidate.applicationId) return { events: [] };
    return {
      events: [
        {
          key: `application-chosen:${candidate.applicationId}:${at.toISOString()}`,
          at,
          kind: 'application-chosen',
          body: { clientId: candidate.clientId, applicationId: candidate.applicationId, personId },
        },
      ],
      alongside: (tx) =>
        filePromises(tx, {
          callId: input.callId,
          callerE164: call.callerE164,
          clientId: candidate.clientId,
          applicationId: candidate.applicationId,
        }),
      remember:
        call.callerE164 === null
          ? null
          : { e164: call.callerE164, applicationId: candidate.applicationId, chosenBy: personId, chosenAt: at },
    };
  });
}
