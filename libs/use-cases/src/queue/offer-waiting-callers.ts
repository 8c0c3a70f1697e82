import { insertQueueOffer, listQueueOffers, listRoutePeople, listWaitingCallers, type WaitingCaller } from '@ringbase/database';
import { conferenceBegun, decideQueueOffers, queueDevice, type RoutePerson } from '@ringbase/domain';
import { writeAct } from '../calls/write-act.js';
import type { HouseContext } from '../context.js';

/** Far more than may wait; who stands behind them is looked at when they are through. */
const MOST_WAITING = 500;
/** Milliseconds: longer than anybody who was rung in vain is left in peace. */
const MOST_RECENT = 60_000;

/** Decides who is to be rung for whom who waits, and writes each down before anybody dials; of several workers who do, one rings a person. Returns how many are to be rung. */
export async function offerWaitingCallers(ctx: HouseContext): Promise<number> {
  const now = ctx.clock();
  const { db } = ctx.house;
  const callers = await listWaitingCallers(db, MOST_WAITING);
  if (callers.length === 0) return 0;
  const ids = callers.flatMap(({ group, ownerId, personId }) => [...group, ...(ownerId ? [ownerId] : []), ...(personId ? [personId] : [])]);
  const people = await listRoutePeople(db, [...new Set(ids)], now);
  const offers = await listQueueOffers(
    db,
    callers.map(({ callId }) => callId),
    new Date(now.getTime() - MOST_RECENT),
  );
  let offered = 0;
  for (const { callId, personId } of decideQueueOffers(callers, people, offers, now)) {
    const caller = callers.find((one) => one.callId === callId);
    const person = people[personId];
    try {
      if (caller !== undefined && person !== undefined && (await offer(ctx, caller, person))) offered += 1;
    } catch (error) {
      // One who cannot be written keeps none who stand behind him from being rung for.
      ctx.log.warn({ event: 'queue.not-offered', callId, err: error });
    }
  }
  return offered;
}

async function offer(ctx: HouseContext, caller: WaitingCaller, person: RoutePerson): Promise<boolean> {
  const device = queueDevice(person);
  if (device === null) return false;
  const { callId, step, callerId, ringSeconds } = caller;
  let written = false;
  const act: Parameters<typeof writeAct>[2] = ({ loaded, call }, at) => {
    written = call.waiting?.step === step;
    if (!written) return { events: [] };
    const offerId = ctx.ids();
    return {
      events: [
        ...conferenceBegun(loaded.context.events, ctx.ids(), step, at),
        {
          key: `offered:${offerId}`,
          at,
          kind: 'offered',
          body: { offerId, step, personId: person.id, deviceId: device.id, device: device.kind },
        },
      ],
      alongside: async (tx) => {
        const inserted = await insertQueueOffer(tx, {
          id: offerId,
          callId,
          step,
          personId: person.id,
          deviceId: device.id,
          // A browser knows by it which call rings.
          address: device.kind === 'browser' ? `client:${device.address}?callId=${callId}` : device.address,
          callerId,
          offeredAt: at,
          ringUntil: new Date(at.getTime() + ringSeconds * 1000),
        });
        if (!inserted) throw new RungAlready();
      },
    };
  };
  try {
    await writeAct(ctx, callId, act);
    return written;
  } catch (error) {
    if (error instanceof RungAlready) return false;
    throw error;
  }
}

/** Another worker has had him rung since it was decided. */
class RungAlready extends Error {}
