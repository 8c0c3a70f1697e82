import type { Express, Request } from 'express';
import { z } from 'zod';
import { dequeue } from '../queues/change-queue.js';
import { type Member, type Queue, waitedSeconds } from '../queues/queue.js';
import { rfc2822 } from '../webhooks/call-params.js';
import type { World } from '../world.js';
import { queryOf, sidOf } from './calls-routes.js';
import { method, parseForm } from './form.js';
import { pageOf } from './paging.js';
import { notFound } from './problem.js';
import { QUEUES, queueOf } from './queues-routes.js';
import { accountPath } from './render-resources.js';
import type { RestRoute } from './rest-route.js';
import type { MemberResource } from './shapes.js';
import { requireUrl } from './update-participant.js';

/** https://www.twilio.com/docs/voice/api/member-resource#update-a-member-resource */
const updateSchema = z.object({ Url: z.string(), Method: method.default('POST') });

/** https://www.twilio.com/docs/voice/api/member-resource#member-properties */
function renderMember(world: World, member: Member, position: number): MemberResource {
  const { queue, leg } = member;
  return {
    call_sid: leg.sid,
    queue_sid: queue.sid,
    date_enqueued: rfc2822(member.enqueuedAt),
    position,
    wait_time: waitedSeconds(member, world.clock.now()),
    uri: `${accountPath(world)}/Queues/${queue.sid}/Members/${leg.sid}.json`,
  };
}

/** By the call's SID, or `Front`. https://www.twilio.com/docs/voice/api/member-resource#fetch-a-member-resource */
function memberOf(queue: Queue, req: Request): { member: Member; position: number } {
  const key = sidOf(req, 'member');
  const index = key === 'Front' ? 0 : queue.members.findIndex((one) => one.leg.sid === key);
  const member = queue.members[index];
  if (!member) throw notFound(req.path);
  return { member, position: index + 1 };
}

export function mountMembers(app: Express, world: World, route: RestRoute): void {
  const list = `${QUEUES}/:queue/Members`;
  app.get(
    `${list}.json`,
    route((req, answer) => {
      const queue = queueOf(world, req);
      const placed = queue.members.map((member, index) => ({ sid: member.leg.sid, member, position: index + 1 }));
      const { items, frame } = pageOf(placed, `${accountPath(world)}/Queues/${queue.sid}/Members.json`, queryOf(req));
      answer(200, { ...frame, queue_members: items.map(({ member, position }) => renderMember(world, member, position)) });
    }),
  );
  app.get(
    `${list}/:member`,
    route((req, answer) => {
      const { member, position } = memberOf(queueOf(world, req), req);
      answer(200, renderMember(world, member, position));
    }),
  );
  app.post(
    `${list}/:member`,
    route((req, answer) => {
      const { member, position } = memberOf(queueOf(world, req), req);
      const input = parseForm(updateSchema, req.body);
      dequeue(world, member, { kind: 'redirect', url: requireUrl('Url', input.Url), method: input.Method });
      answer(200, renderMember(world, member, position), member.leg.sid);
    }),
  );
}
