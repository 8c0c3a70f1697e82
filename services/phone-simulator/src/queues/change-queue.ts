import type { Leg } from '../calls/leg.js';
import { announceChange, noteEvent, type World } from '../world.js';
import { type Dequeue, type Member, makeMember, makeQueue, type Queue, type QueueResult } from './queue.js';

export function findQueue(world: World, friendlyName: string): Queue | undefined {
  return [...world.queues.values()].find((queue) => queue.friendlyName === friendlyName);
}

export function addQueue(world: World, friendlyName: string, maxSize: number): Queue {
  const queue = makeQueue(friendlyName, maxSize, world.queues.size + 1, world.clock.now());
  world.queues.set(queue.sid, queue);
  announceChange(world, 'queue', { sid: queue.sid });
  return queue;
}

function touch(world: World, queue: Queue): void {
  queue.updatedAt = world.clock.now();
  announceChange(world, 'queue', { sid: queue.sid });
}

/** A member stops waiting: somebody takes him, or he goes. */
export function dequeue(world: World, member: Member, how: Dequeue | null): void {
  const { queue } = member;
  if (member.dequeuedAt !== null) return;
  member.dequeuedAt = world.clock.now();
  queue.members = queue.members.filter((one) => one !== member);
  touch(world, queue);
  if (how !== null) member.dequeued.resolve(how);
}

/** A call begins to wait. Whoever dialled the empty queue takes it at once. */
export function enterQueue(world: World, queue: Queue, leg: Leg): Member {
  const member = makeMember(queue, leg, world.clock.now());
  queue.members.push(member);
  queue.history.push(member);
  noteEvent(world, leg, 'enqueued', queue.friendlyName);
  touch(world, queue);
  const taker = queue.takers.shift();
  if (taker !== undefined) {
    dequeue(world, member, { kind: 'bridge' });
    taker.resolve(member);
  }
  return member;
}

/** A member is done with the queue, once. */
export function leaveQueue(world: World, member: Member, result: QueueResult): void {
  dequeue(world, member, null);
  member.result ??= result;
  member.gone.resolve();
  noteEvent(world, member.leg, 'dequeued', `${member.queue.friendlyName}: ${result}`);
}
