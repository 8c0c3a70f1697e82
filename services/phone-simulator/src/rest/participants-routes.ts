import type { Express, Request } from 'express';
import type { Conference, Participant } from '../conferences/conference.js';
import { leaveConference } from '../conferences/leave-conference.js';
import type { World } from '../world.js';
import { queryOf, sidOf } from './calls-routes.js';
import { CONFERENCES, conferenceOf } from './conferences-routes.js';
import { createParticipant } from './create-participant.js';
import { pageOf, type Query } from './paging.js';
import { notFound } from './problem.js';
import { renderParticipant } from './render-conference.js';
import { accountPath } from './render-resources.js';
import type { RestRoute } from './rest-route.js';
import { updateParticipant } from './update-participant.js';

/** Those of a conference that is over are not shown. https://www.twilio.com/docs/voice/api/conference-participant-resource */
function liveConferenceOf(world: World, req: Request): Conference {
  const conference = conferenceOf(world, req);
  if (conference.status === 'completed') throw notFound(req.path);
  return conference;
}

/** By the call's SID or the participant's label. */
function participantOf(world: World, req: Request): Participant {
  const key = sidOf(req, 'participant');
  const found = liveConferenceOf(world, req).participants.find((one) => one.leg.sid === key || one.label === key);
  if (!found) throw notFound(req.path);
  return found;
}

/** Newest first (*unverified*). https://www.twilio.com/docs/voice/api/conference-participant-resource#read-multiple-participant-resources */
function listParticipants(world: World, conference: Conference, query: Query) {
  const isAsked = (value: boolean, asked: string | undefined): boolean => asked === undefined || asked === String(value);
  const matching = conference.participants
    .filter((one) => isAsked(one.muted, query.Muted) && isAsked(one.hold, query.Hold) && isAsked(one.coached !== null, query.Coaching))
    .map((participant) => ({ sid: participant.leg.sid, participant }))
    .reverse();
  const { items, frame } = pageOf(matching, `${accountPath(world)}/Conferences/${conference.sid}/Participants.json`, query);
  return { ...frame, participants: items.map(({ participant }) => renderParticipant(world, participant)) };
}

export function mountParticipants(app: Express, world: World, route: RestRoute): void {
  const list = `${CONFERENCES}/:conference/Participants`;
  app.get(
    `${list}.json`,
    route((req, answer) => answer(200, listParticipants(world, liveConferenceOf(world, req), queryOf(req)))),
  );
  app.post(
    `${list}.json`,
    route((req, answer) => {
      const participant = createParticipant(world, sidOf(req, 'conference'), req.body);
      answer(201, renderParticipant(world, participant), participant.leg.sid);
    }),
  );
  app.get(
    `${list}/:participant`,
    route((req, answer) => answer(200, renderParticipant(world, participantOf(world, req)))),
  );
  app.post(
    `${list}/:participant`,
    route((req, answer) => {
      const participant = participantOf(world, req);
      updateParticipant(world, participant, req.body);
      answer(200, renderParticipant(world, participant), participant.leg.sid);
    }),
  );
  app.delete(
    `${list}/:participant`,
    route((req, answer) => {
      // Kicked: his call goes on with what follows his Dial. Which reason is told is *unverified*.
      const participant = participantOf(world, req);
      leaveConference(world, participant, 'participant_updated_via_api', true);
      answer(204, null, participant.leg.sid);
    }),
  );
}
