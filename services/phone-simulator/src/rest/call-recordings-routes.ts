import type { Express, Request } from 'express';
import type { Recording } from '../recordings/recording.js';
import type { World } from '../world.js';
import { CALLS, callOf, queryOf, sidOf } from './calls-routes.js';
import { createRecording } from './create-recording.js';
import { dayFilter, pageOf } from './paging.js';
import { accountPath, renderCallRecording } from './render-resources.js';
import type { RestRoute } from './rest-route.js';
import { deleteRecording, findRecording, updateRecording } from './update-recording.js';

/** https://www.twilio.com/docs/voice/api/recording */
export function mountCallRecordings(app: Express, world: World, route: RestRoute): void {
  const list = `${CALLS}/:sid/Recordings`;
  const recordingsOf = (req: Request): Recording[] => callOf(world, req).recordings.filter((one) => one.status !== 'deleted');
  const recordingOf = (req: Request): Recording => findRecording(recordingsOf(req), sidOf(req, 'recording'), req.path);
  app.get(
    `${list}.json`,
    route((req, answer) => {
      const query = queryOf(req);
      const isDay = dayFilter(query, 'DateCreated');
      const matching = recordingsOf(req)
        .filter((one) => isDay(one.startedAt))
        .reverse();
      const { items, frame } = pageOf(matching, `${accountPath(world)}/Calls/${sidOf(req)}/Recordings.json`, query);
      answer(200, { ...frame, recordings: items.map((one) => renderCallRecording(world, one)) });
    }),
  );
  app.post(
    `${list}.json`,
    route((req, answer) => {
      const leg = callOf(world, req);
      answer(201, renderCallRecording(world, createRecording(world, leg, req.body)), leg.sid);
    }),
  );
  app.get(
    `${list}/:recording`,
    route((req, answer) => answer(200, renderCallRecording(world, recordingOf(req)))),
  );
  app.post(
    `${list}/:recording`,
    route((req, answer) => {
      const recording = recordingOf(req);
      const status = updateRecording(world, recording, req.body);
      answer(200, { ...renderCallRecording(world, recording), status }, recording.callSid);
    }),
  );
  app.delete(
    `${list}/:recording`,
    route((req, answer) => {
      deleteRecording(world, recordingOf(req));
      answer(204, null);
    }),
  );
}
