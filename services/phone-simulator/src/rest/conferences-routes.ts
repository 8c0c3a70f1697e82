import type { Express, Request } from 'express';
import { z } from 'zod';
import { announce } from '../conferences/announce.js';
import type { Conference } from '../conferences/conference.js';
import { endConference } from '../conferences/leave-conference.js';
import type { World } from '../world.js';
import { queryOf, sidOf } from './calls-routes.js';
import { method, parseForm } from './form.js';
import { dayFilter, pageOf, type Query } from './paging.js';
import { notFound } from './problem.js';
import { renderConference } from './render-conference.js';
import { accountPath } from './render-resources.js';
import type { RestRoute } from './rest-route.js';
import { requireUrl } from './update-participant.js';

export const CONFERENCES = '/2010-04-01/Accounts/:account/Conferences';

export function conferenceOf(world: World, req: Request, name = 'conference'): Conference {
  const conference = world.conferences.get(sidOf(req, name));
  if (!conference) throw notFound(req.path);
  return conference;
}

/** Newest first. https://www.twilio.com/docs/voice/api/conference-resource#read-multiple-conference-resources */
function listConferences(world: World, query: Query) {
  const [isCreated, isUpdated] = [dayFilter(query, 'DateCreated'), dayFilter(query, 'DateUpdated')];
  const matching = [...world.conferences.values()]
    .filter((one) => query.FriendlyName === undefined || one.friendlyName === query.FriendlyName)
    .filter((one) => query.Status === undefined || one.status === query.Status)
    .filter((one) => isCreated(one.createdAt) && isUpdated(one.updatedAt))
    .sort((a, b) => b.createdAt - a.createdAt || b.ordinal - a.ordinal);
  const { items, frame } = pageOf(matching, `${accountPath(world)}/Conferences.json`, query);
  return { ...frame, conferences: items.map((one) => renderConference(world, one)) };
}

/** https://www.twilio.com/docs/voice/api/conference-resource#update-a-conference-resource */
const updateSchema = z.object({
  Status: z.enum(['completed']).optional(),
  AnnounceUrl: z.string().optional(),
  AnnounceMethod: method.default('POST'),
});

function updateConference(world: World, conference: Conference, req: Request): void {
  const input = parseForm(updateSchema, req.body);
  // What changing one that is over is answered with is *unverified*.
  if (conference.status === 'completed') throw notFound(req.path);
  if (input.AnnounceUrl !== undefined)
    void announce(world, conference, null, { url: requireUrl('AnnounceUrl', input.AnnounceUrl), method: input.AnnounceMethod });
  if (input.Status === 'completed') endConference(world, conference, 'conference-ended-via-api', null);
}

export function mountConferences(app: Express, world: World, route: RestRoute): void {
  app.get(
    `${CONFERENCES}.json`,
    route((req, answer) => answer(200, listConferences(world, queryOf(req)))),
  );
  app.get(
    `${CONFERENCES}/:conference`,
    route((req, answer) => answer(200, renderConference(world, conferenceOf(world, req)))),
  );
  app.post(
    `${CONFERENCES}/:conference`,
    route((req, answer) => {
      const conference = conferenceOf(world, req);
      updateConference(world, conference, req);
      answer(200, renderConference(world, conference));
    }),
  );
}
