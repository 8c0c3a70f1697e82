import { listPhonesOfExtension } from '@ringbase/database';
import { DomainError, parsePhone } from '@ringbase/domain';
import type { PbxEvent, parsePbxEvent } from '@ringbase/telephony';
import { recordCallSignal } from '../calls/record-call-signal.js';
import type { HouseContext } from '../context.js';

/** Milliseconds by which a PBX's clock may be ahead of ours. */
const AHEAD = 5 * 60_000;

export type PbxEventOptions = { defaultRegion: string; parse: typeof parsePbxEvent };

/**
 * Writes down what a PBX tells of a call, in whatever order and however often it comes. An extension of one of our people makes him the one it is about.
 * Throws INVALID for a moment that is still to come, since a call would end before its time.
 */
export async function recordPbxEvent(ctx: HouseContext, event: PbxEvent, { defaultRegion, parse }: PbxEventOptions): Promise<void> {
  if (event.at.getTime() > ctx.clock().getTime() + AHEAD)
    throw new DomainError('INVALID', 'at: this moment is still to come; the clock of the PBX is wrong.', { field: 'at' });
  for (const signal of parse(event, await phoneOf(ctx, event.extension, defaultRegion), defaultRegion))
    await recordCallSignal(ctx, signal, { defaultRegion });
}

async function phoneOf(ctx: HouseContext, extension: string | null, region: string) {
  if (extension === null) return null;
  const [phone, another] = await listPhonesOfExtension(ctx.house.db, extension, parsePhone(extension, region)?.e164 ?? null);
  if (another === undefined) return phone ?? null;
  ctx.log.warn({ event: 'pbx.extension-of-two', extension });
  return null;
}
