import { type Queue, waitedSeconds } from '../queues/queue.js';
import type { World } from '../world.js';

/** A queue as the control API and the page show it, with all who ever waited in it. */
export function queueView(world: World, queue: Queue) {
  return {
    sid: queue.sid,
    friendlyName: queue.friendlyName,
    maxSize: queue.maxSize,
    currentSize: queue.members.length,
    members: queue.history.map((member) => ({
      callSid: member.leg.sid,
      remote: member.leg.remote,
      enqueuedAt: new Date(member.enqueuedAt).toISOString(),
      dequeuedAt: member.dequeuedAt === null ? null : new Date(member.dequeuedAt).toISOString(),
      waitedSeconds: waitedSeconds(member, world.clock.now()),
      result: member.result,
    })),
  };
}
export type QueueView = ReturnType<typeof queueView>;
