import { type CallWrite, findKnownCall, type LoadedCall, type Tx } from '@ringbase/database';
import { type CallEvent, type CallProjection, DomainError, projectCall } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { type Decided, saveDecision } from './save-decision.js';

const MOST_TRIES = 12;

export type CallNow = { loaded: LoadedCall; call: CallProjection };
/** What an act is: its events, none meaning that nothing is left to do, and what else is written with them. */
export type WrittenAct = {
  events: readonly CallEvent[];
  remember?: Decided['remember'];
  audit?: CallWrite['audit'];
  alongside?: (tx: Tx) => Promise<void>;
};

/**
 * An act on a call that is no message of the provider's: `decide` looks at the call as it is and says what the act is. Written like a message, so that both go
 * through the same projection, in one transaction with what stands alongside. Throws NOT_FOUND for a call that is not there.
 */
export async function writeAct(ctx: HouseContext, callId: string, decide: (now: CallNow, at: Date) => WrittenAct): Promise<CallNow> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const at = ctx.clock();
    const loaded = await findKnownCall(ctx.house, { callId, routes: true }, at);
    const call = loaded === null ? null : projectCall(loaded.context.events);
    const providerCallId = loaded?.context.providerCallId ?? null;
    if (loaded === null || call === null || providerCallId === null)
      throw new DomainError('NOT_FOUND', 'There is no such call.', { callId });
    const { events, remember = null, audit = [], alongside } = decide({ loaded, call }, at);
    if (events.length === 0) return { loaded, call };
    const decided: Decided = {
      key: null,
      answer: null,
      providerCallId,
      events,
      state: loaded.context.state,
      recordings: [],
      fetch: [],
      remember,
      audit,
    };
    if ((await save(ctx, loaded, decided, at, alongside)) !== 'saved') continue;
    ctx.bell();
    return { loaded, call: projectCall([...loaded.context.events, ...events]) ?? call };
  }
  throw new DomainError('UNAVAILABLE', 'The call changes too quickly to be written. Please try again.', { callId });
}

class Moved extends Error {}

async function save(
  ctx: HouseContext,
  loaded: LoadedCall,
  decided: Decided,
  at: Date,
  alongside: WrittenAct['alongside'],
): Promise<string> {
  if (alongside === undefined) return saveDecision(ctx, loaded, decided, at);
  try {
    return await ctx.houseTransaction(async (tx) => {
      await alongside(tx);
      const saved = await saveDecision(ctx, loaded, decided, at, tx);
      if (saved !== 'saved') throw new Moved();
      return saved;
    });
  } catch (error) {
    if (error instanceof Moved) return 'moved';
    throw error;
  }
}
