import type { PbxRouteAnswer } from '@ringbase/contracts';
import { findExtensionOfNumber } from '@ringbase/database';
import type { SignalOf } from '@ringbase/domain';
import type { renderPbxInstructions } from '@ringbase/telephony';
import { recordCallSignal } from '../calls/record-call-signal.js';
import type { HouseContext } from '../context.js';
import { composePbxRoute } from './compose-pbx-route.js';

export type PbxRouteOptions = { defaultRegion: string; publicUrl: string; render: typeof renderPbxInstructions };

/**
 * A PBX asks who gets a call: decided and written down like a caller's of the phone company. Asked again, it is told the same, whatever has changed since.
 * Throws NOT_FOUND where the dialled number is none of ours; nothing is written then.
 */
export async function routePbxCall(ctx: HouseContext, signal: SignalOf<'inbound'>, options: PbxRouteOptions): Promise<PbxRouteAnswer> {
  const departmentExtension = await findExtensionOfNumber(ctx.house.db, signal.leg.to);
  return recordCallSignal<PbxRouteAnswer>(ctx, signal, {
    defaultRegion: options.defaultRegion,
    adapt: (decision, context, now) => {
      const instructions = options.render(decision.answer, departmentExtension);
      const urlOfApplication = (id: string) => new URL(`/applications/${id}`, options.publicUrl).href;
      return {
        ...decision,
        // He waits at the PBX, not here: nobody of ours may be rung by the phone company for him.
        events: decision.events.filter((event) => event.kind !== 'queued'),
        answer: composePbxRoute(decision, context, { departmentExtension, instructions, urlOfApplication }, now),
      };
    },
  });
}
