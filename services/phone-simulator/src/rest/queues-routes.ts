import type { Express, Request } from 'express';
import { z } from 'zod';
import { addQueue, findQueue } from '../queues/change-queue.js';
import { averageSeconds, type Queue } from '../queues/queue.js';
import { rfc2822 } from '../webhooks/call-params.js';
import { announceChange, type World } from '../world.js';
import { queryOf, sidOf } from './calls-routes.js';
import { parseForm } from './form.js';
import { pageOf, type Query } from './paging.js';
import { notFound, RestProblem } from './problem.js';
import { accountPath } from './render-resources.js';
import type { RestRoute } from './rest-route.js';
import type { QueueResource } from './shapes.js';

export const QUEUES = '/2010-04-01/Accounts/:account/Queues';

const name = z.string().min(1).max(64);
const size = z.coerce.number().int().min(1).max(5_000);
/** https://www.twilio.com/docs/voice/api/queue-resource#create-a-queue-resource */
const createSchema = z.object({ FriendlyName: name, MaxSize: size.default(1_000) });
const updateSchema = z.object({ FriendlyName: name.optional(), MaxSize: size.optional() });

/** https://www.twilio.com/docs/voice/api/queue-resource#queue-properties */
function renderQueue(world: World, queue: Queue): QueueResource {
  return {
    sid: queue.sid,
    account_sid: world.credentials.accountSid,
    friendly_name: queue.friendlyName,
    current_size: queue.members.length,
    max_size: queue.maxSize,
    average_wait_time: averageSeconds(queue, world.clock.now()),
    date_created: rfc2822(queue.createdAt),
    date_updated: rfc2822(queue.updatedAt),
    uri: `${accountPath(world)}/Queues/${queue.sid}.json`,
  };
}

export function queueOf(world: World, req: Request): Queue {
  const queue = world.queues.get(sidOf(req, 'queue'));
  if (!queue) throw notFound(req.path);
  return queue;
}

/** "Each Queue needs to have a unique friendly name within an account." https://www.twilio.com/docs/api/rest/queue; the code is *unverified* */
function refuseTaken(world: World, friendlyName: string | undefined, own: Queue | null): void {
  const known = friendlyName === undefined ? undefined : findQueue(world, friendlyName);
  if (known !== undefined && known !== own) throw new RestProblem(400, 22003, `A queue named ${friendlyName} already exists`);
}

function updateQueue(world: World, queue: Queue, body: unknown): void {
  const input = parseForm(updateSchema, body);
  refuseTaken(world, input.FriendlyName, queue);
  queue.friendlyName = input.FriendlyName ?? queue.friendlyName;
  queue.maxSize = input.MaxSize ?? queue.maxSize;
  queue.updatedAt = world.clock.now();
}

/** Newest first (*unverified*). */
function listQueues(world: World, query: Query) {
  const { items, frame } = pageOf([...world.queues.values()].reverse(), `${accountPath(world)}/Queues.json`, query);
  return { ...frame, queues: items.map((queue) => renderQueue(world, queue)) };
}

export function mountQueues(app: Express, world: World, route: RestRoute): void {
  app.get(
    `${QUEUES}.json`,
    route((req, answer) => answer(200, listQueues(world, queryOf(req)))),
  );
  app.post(
    `${QUEUES}.json`,
    route((req, answer) => {
      const input = parseForm(createSchema, req.body);
      refuseTaken(world, input.FriendlyName, null);
      answer(201, renderQueue(world, addQueue(world, input.FriendlyName, input.MaxSize)));
    }),
  );
  app.get(
    `${QUEUES}/:queue`,
    route((req, answer) => answer(200, renderQueue(world, queueOf(world, req)))),
  );
  app.post(
    `${QUEUES}/:queue`,
    route((req, answer) => {
      const queue = queueOf(world, req);
      updateQueue(world, queue, req.body);
      answer(200, renderQueue(world, queue));
    }),
  );
  app.delete(
    `${QUEUES}/:queue`,
    route((req, answer) => {
      const queue = queueOf(world, req);
      // Only an empty queue can be deleted; the code is *unverified*.
      if (queue.members.length > 0) throw new RestProblem(400, 22002, 'The queue is not empty');
      world.queues.delete(queue.sid);
      announceChange(world, 'queue', { sid: queue.sid });
      answer(204, null);
    }),
  );
}
