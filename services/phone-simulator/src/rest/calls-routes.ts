import type { Express, Request } from 'express';
import type { Leg } from '../calls/leg.js';
import type { World } from '../world.js';
import { createCall } from './create-call.js';
import { dayFilter, pageOf, type Query } from './paging.js';
import { notFound } from './problem.js';
import { accountPath, renderCall } from './render-resources.js';
import type { RestRoute } from './rest-route.js';
import { updateCall } from './update-call.js';

export const CALLS = '/2010-04-01/Accounts/:account/Calls';

export function queryOf(req: Request): Query {
  return Object.fromEntries(Object.entries(req.query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** A path's last part, without `.json`. */
export function sidOf(req: Request, name = 'sid'): string {
  const value = req.params[name];
  return (typeof value === 'string' ? value : '').replace(/\.json$/, '');
}

export function callOf(world: World, req: Request): Leg {
  const leg = world.legs.get(sidOf(req));
  if (!leg) throw notFound(req.path);
  return leg;
}

/** Newest first. https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources */
function listCalls(world: World, query: Query) {
  const isStartDay = dayFilter(query, 'StartTime');
  const isEndDay = dayFilter(query, 'EndTime');
  const matching = [...world.legs.values()]
    .filter((leg) => query.To === undefined || leg.to === query.To)
    .filter((leg) => query.From === undefined || leg.from === query.From)
    .filter((leg) => query.ParentCallSid === undefined || leg.parentSid === query.ParentCallSid)
    .filter((leg) => query.Status === undefined || renderCall(world, leg).status === query.Status)
    .filter((leg) => isStartDay(leg.dialledAt ?? leg.createdAt) && isEndDay(leg.endedAt))
    .sort((a, b) => b.createdAt - a.createdAt || b.ordinal - a.ordinal);
  const { items, frame } = pageOf(matching, `${accountPath(world)}/Calls.json`, query);
  return { ...frame, calls: items.map((leg) => renderCall(world, leg)) };
}

export function mountCalls(app: Express, world: World, route: RestRoute): void {
  app.post(
    `${CALLS}.json`,
    route((req, answer) => {
      const leg = createCall(world, req.body);
      answer(201, renderCall(world, leg), leg.sid);
    }),
  );
  app.get(
    `${CALLS}.json`,
    route((req, answer) => answer(200, listCalls(world, queryOf(req)))),
  );
  app.get(
    `${CALLS}/:sid`,
    route((req, answer) => answer(200, renderCall(world, callOf(world, req)))),
  );
  app.post(
    `${CALLS}/:sid`,
    route((req, answer) => {
      const leg = callOf(world, req);
      updateCall(world, leg, req.body);
      answer(200, renderCall(world, leg), leg.sid);
    }),
  );
}
