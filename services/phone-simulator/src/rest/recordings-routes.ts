import type { Express, Request } from 'express';
import type { Recording } from '../recordings/recording.js';
import type { World } from '../world.js';
import { queryOf } from './calls-routes.js';
import { sendMedia } from './media.js';
import { dayFilter, pageOf, type Query } from './paging.js';
import { notFound } from './problem.js';
import { accountPath, renderRecording } from './render-resources.js';
import type { RestRoute } from './rest-route.js';
import { deleteRecording } from './update-recording.js';

const RECORDINGS = '/2010-04-01/Accounts/:account/Recordings';

/** https://www.twilio.com/docs/voice/api/recording#read-multiple-recording-resources */
function listRecordings(world: World, query: Query) {
  const isDay = dayFilter(query, 'DateCreated');
  const matching = [...world.recordings.values()]
    .filter((recording) => recording.status !== 'deleted' || query.IncludeSoftDeleted === 'true')
    .filter((recording) => query.CallSid === undefined || recording.callSid === query.CallSid)
    .filter(
      (recording) => (query.ConferenceSid === undefined || recording.conferenceSid === query.ConferenceSid) && isDay(recording.startedAt),
    )
    .sort((a, b) => b.startedAt - a.startedAt || b.ordinal - a.ordinal);
  const { items, frame } = pageOf(matching, `${accountPath(world)}/Recordings.json`, query);
  return { ...frame, recordings: items.map((recording) => renderRecording(world, recording)) };
}

function fileOf(req: Request): { sid: string; extension: string } {
  const value = req.params.file;
  const match = /^(RE[0-9a-f]{32})(?:\.([a-z0-9]+))?$/.exec(typeof value === 'string' ? value : '');
  if (!match?.[1]) throw notFound(req.path);
  return { sid: match[1], extension: match[2] ?? '' };
}

function recordingOf(world: World, req: Request): Recording {
  const recording = world.recordings.get(fileOf(req).sid);
  if (!recording || (recording.status === 'deleted' && req.query.IncludeSoftDeleted !== 'true')) throw notFound(req.path);
  return recording;
}

export function mountRecordings(app: Express, world: World, route: RestRoute): void {
  app.get(
    `${RECORDINGS}.json`,
    route((req, answer) => answer(200, listRecordings(world, queryOf(req)))),
  );
  app.get(`${RECORDINGS}/:file`, (req, res, next) => {
    const { extension } = fileOf(req);
    const handler =
      extension === 'json'
        ? route((request, answer) => answer(200, renderRecording(world, recordingOf(world, request))))
        : route((request) => sendMedia(world, recordingOf(world, request), extension, request, res));
    return handler(req, res, next);
  });
  app.delete(
    `${RECORDINGS}/:file`,
    route((req, answer) => {
      deleteRecording(world, recordingOf(world, req));
      answer(204, null);
    }),
  );
}
