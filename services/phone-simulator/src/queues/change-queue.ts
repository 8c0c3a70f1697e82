import type { Leg } from '../calls/leg.js';
import { announceChange, noteEvent, type World } from '../world.js';
import { type Dequeue, type Member, makeMember, makeQueue, type Queue, type QueueResult } from './queue.js';

/** A queue is named within the account. https://www.twilio.com/docs/voice/api/queue-resource#queue-properties (`friendly_name`) */
export function findQueue(world: World, friendlyName: string): Queue | undefined {
  return [...world.queues.values()].find((queue) => queue.friendlyName === friendlyName);
}

/**
 * Made by hand, or by the first who is to wait in it; it stays when it is empty.
 * https://www.twilio.com/docs/voice/api/queue-resource, https://www.twilio.com/docs/voice/twiml/enqueue
 */
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

/**
 * A member stops waiting: somebody takes him, or he goes. He is out of the queue from that moment, not only when he has heard what is said before bridging
 * (*unverified*). https://www.twilio.com/docs/voice/api/member-resource#update-a-member-resource
 */
export function dequeue(world: World, member: Member, how: Dequeue | null): void {
  const { queue } = member;
  if (member.dequeuedAt !== null) return;
  member.dequeuedAt = world.clock.now();
  queue.members = queue.members.filter((one) => one !== member);
  touch(world, queue);
  if (how !== null) member.dequeued.resolve(how);
}

/**
 * A call begins to wait, behind all others. Whoever dialled the empty queue takes it at once: https://www.twilio.com/docs/voice/twiml/queue
 * That of several who dialled it the first gets it is *unverified*.
 */
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

/** A member is done with the queue, once, for the reason that the action is told. https://www.twilio.com/docs/voice/twiml/enqueue#attributes-action (`QueueResult`) */
export function leaveQueue(world: World, member: Member, result: QueueResult): void {
  dequeue(world, member, null);
  member.result ??= result;
  member.gone.resolve();
  noteEvent(world, member.leg, 'dequeued', `${member.queue.friendlyName}: ${result}`);
}
