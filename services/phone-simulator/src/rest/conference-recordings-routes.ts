import type { Express, Request } from 'express';
import type { Recording } from '../recordings/recording.js';
import type { World } from '../world.js';
import { queryOf, sidOf } from './calls-routes.js';
import { CONFERENCES, conferenceOf } from './conferences-routes.js';
import { dayFilter, pageOf } from './paging.js';
import { accountPath, renderConferenceRecording } from './render-resources.js';
import type { RestRoute } from './rest-route.js';
import { deleteRecording, findRecording, updateRecording } from './update-recording.js';

/** https://www.twilio.com/docs/voice/api/recording#fetch-a-conference-recording-resource */
export function mountConferenceRecordings(app: Express, world: World, route: RestRoute): void {
  const list = `${CONFERENCES}/:conference/Recordings`;
  const recordingsOf = (req: Request): Recording[] => {
    const { sid } = conferenceOf(world, req);
    return [...world.recordings.values()].filter((one) => one.conferenceSid === sid && one.status !== 'deleted');
  };
  const recordingOf = (req: Request): Recording => findRecording(recordingsOf(req), sidOf(req, 'recording'), req.path);
  app.get(
    `${list}.json`,
    route((req, answer) => {
      const query = queryOf(req);
      const isDay = dayFilter(query, 'DateCreated');
      const matching = recordingsOf(req)
        .filter((one) => isDay(one.startedAt))
        .reverse();
      const { items, frame } = pageOf(matching, `${accountPath(world)}/Conferences/${sidOf(req, 'conference')}/Recordings.json`, query);
      answer(200, { ...frame, recordings: items.map((one) => renderConferenceRecording(world, one)) });
    }),
  );
  app.get(
    `${list}/:recording`,
    route((req, answer) => answer(200, renderConferenceRecording(world, recordingOf(req)))),
  );
  app.post(
    `${list}/:recording`,
    route((req, answer) => {
      const recording = recordingOf(req);
      const status = updateRecording(world, recording, req.body);
      answer(200, { ...renderConferenceRecording(world, recording), status });
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
