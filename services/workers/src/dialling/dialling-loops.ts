import { dialUrlsOf, joinUrlsOf, musicUrlOf, recordingUrlOf, type Telephony } from '@ringbase/telephony';
import {
  callInvited,
  dialWaiting,
  type HouseContext,
  resolveUnknownDials,
  resolveUnknownInvitations,
  settleCalls,
} from '@ringbase/use-cases';
import type { LoopDeclaration } from '../loop/start-loop.js';

/** Milliseconds. A click waits no longer than the provider's own pace of one call a second. */
const DIAL = 500;
const RESOLVE = 5_000;

/** Milliseconds. Somebody listens to music meanwhile. */
const SETTLE = 300;

/** Clicks that wait to be dialled, calls with which somebody does something, and what nobody knows of either. */
export function diallingLoops(ctx: HouseContext, { telephony, publicUrl }: { telephony: Telephony; publicUrl: string }): LoopDeclaration[] {
  const deps = { telephony, urlsOf: (intentId: string) => dialUrlsOf(publicUrl, intentId) };
  const joining: Parameters<typeof settleCalls>[1] = {
    telephony,
    joinUrlsOf: (at) => joinUrlsOf(publicUrl, at),
    recordingUrlOf: (at) => recordingUrlOf(publicUrl, at),
    musicUrlOf: (soundId) => musicUrlOf(publicUrl, soundId),
  };
  return [
    { name: 'call-control', everyMs: SETTLE, round: () => settleCalls(ctx, joining) },
    { name: 'invitations', everyMs: SETTLE, round: async () => Number(await callInvited(ctx, joining)) },
    { name: 'unknown-invitations', everyMs: RESOLVE, round: () => resolveUnknownInvitations(ctx, telephony) },
    { name: 'dialling', everyMs: DIAL, round: async () => Number(await dialWaiting(ctx, deps)) },
    {
      name: 'unknown-dials',
      everyMs: RESOLVE,
      round: async () => {
        await resolveUnknownDials(ctx, telephony);
        return 0;
      },
    },
  ];
}
