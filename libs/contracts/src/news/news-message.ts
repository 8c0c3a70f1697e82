import { z } from 'zod';
import { id } from '../shared/primitives.js';
import type { ServerFrame } from './frames.js';

type WithoutNumbers<F> = F extends unknown ? Omit<F, 'seq' | 'version'> : never;
/** A frame before the gateway numbers it. */
export type NewsFrame = WithoutNumbers<Exclude<ServerFrame, { kind: 'hello' | 'heartbeat' | 'signed-out' }>>;

/** Relay to gateways, over pub/sub: a frame, and for each of its listeners his news version after it. The gateway checks the frame as it numbers it. */
export const newsMessage = z.object({ people: z.array(z.object({ id, version: z.int() })), frame: z.looseObject({ kind: z.string() }) });
export type NewsMessage = { people: { id: string; version: number }[]; frame: NewsFrame };
/** The pub/sub channel of these messages. */
export const newsChannel = 'news';
/** The pub/sub channel on which writers ring after a commit: the outbox has something. Its messages say nothing. */
export const outboxChannel = 'outbox';
