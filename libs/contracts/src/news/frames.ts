import { z } from 'zod';
import { id } from '../shared/primitives.js';

export const nouns = [
  'application',
  'call',
  'callback',
  'presence',
  'recording',
  'client',
  'comment',
  'dial-intent',
  'blocked-caller',
] as const;
export type Noun = (typeof nouns)[number];

/** What changed: ids only; the console fetches what it may see. */
export const change = z.object({ noun: z.enum(nouns), id, applicationId: id.nullable().optional() });
export type Change = z.infer<typeof change>;

const seq = { seq: z.int() };
/** Gateway to console. `seq` counts the frames of this connection from 1: a gap means refetch everything shown. */
export const serverFrame = z.discriminatedUnion('kind', [
  /** First frame. `version` is the person's news version: higher than the last one seen means refetch. */
  z.object({ kind: z.literal('hello'), ...seq, version: z.int(), heartbeatSeconds: z.int() }),
  /** Answered with `alive`: what answers can ring. */
  z.object({ kind: z.literal('heartbeat'), ...seq, version: z.int() }),
  z.object({ kind: z.literal('changed'), ...seq, version: z.int(), changes: z.array(change) }),
  /** A call rings at this person; every tab shows it, the console fetches its card. */
  z.object({ kind: z.literal('ringing'), ...seq, version: z.int(), callId: id }),
  /** No longer rings here: answered (by whom, the card says), given up, or passed on. */
  z.object({ kind: z.literal('ringing-over'), ...seq, version: z.int(), callId: id }),
  /** Accepted; the tab of this name, and only it, opens the card. `tab` null: picked up on a telephone while no tab is live. */
  z.object({ kind: z.literal('open-card'), ...seq, version: z.int(), callId: id, tab: z.string().nullable() }),
  /** A reminder has come due. */
  z.object({ kind: z.literal('callback-due'), ...seq, version: z.int(), callbackId: id }),
  /** A call's script has something to tell this person; he fetches its words, as he may read them. */
  z.object({ kind: z.literal('notice'), ...seq, version: z.int(), callId: id, noticeId: id }),
  /** The session is over; close and go to sign-in. */
  z.object({ kind: z.literal('signed-out'), ...seq }),
]);
export type ServerFrame = z.infer<typeof serverFrame>;

/** Console to gateway: `alive` on the hello, on each heartbeat and on each change, at most one a second. Connect to `/ws?tab=<name>` with the session's cookie. */
export const clientFrame = z.discriminatedUnion('kind', [
  /** `active`: the tab has the focus or was used since the last frame. `softphone`: its telephone is registered. */
  z.object({ kind: z.literal('alive'), active: z.boolean(), softphone: z.boolean() }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;
