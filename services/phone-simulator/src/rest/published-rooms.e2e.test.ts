import type { z } from 'zod';
import { answerSchema, describePublished, shapeProblems } from '../testing/published-shape.js';
import { OURS, type Scene, startScene } from '../testing/scene.js';
import {
  conferenceListShape,
  conferenceRecordingListShape,
  conferenceRecordingShape,
  conferenceShape,
  memberListShape,
  memberShape,
  participantListShape,
  participantShape,
  queueListShape,
  queueShape,
} from './shapes.js';

/** In words the description says null while a conference goes on; its schema forgets to. */
const NULL_IN_WORDS = /\.reason_conference_ended: null$/;
const BELOW = '/Conferences/{ConferenceSid}';

interface Answer {
  path: string;
  method: 'get' | 'post';
  status: string;
  body: unknown;
}

let scene: Scene;
let answers: Answer[];

/** A recorded conference of two, one of them called by REST and coached, and a queue of one; every answer of REST about them. */
beforeAll(async () => {
  scene = await startScene();
  scene.app.on('/voice', '<Dial><Conference record="record-from-start">room</Conference></Dial>');
  answers = [];
  const call = await scene.phoneIn();
  const ask = async (method: 'get' | 'post', described: string, path: string, form?: Record<string, string>) => {
    const response = await scene.sim.rest(method === 'get' ? 'GET' : 'POST', path, form);
    const body: unknown = await response.json();
    answers.push({ path: described, method, status: String(response.status), body });
    return body as Record<string, string>;
  };
  const { conference_sid: sid } = await ask('post', `${BELOW}/Participants.json`, '/Conferences/room/Participants.json', {
    From: OURS,
    To: '+359888000002',
    Label: 'agent',
  });
  await ask('get', `${BELOW}/Participants.json`, `/Conferences/${sid}/Participants.json?PageSize=1`);
  await scene.sim.advance(0);
  await scene.act((await scene.sim.leg('+359888000002')).callSid, 'answer');
  await ask('get', '/Conferences.json', '/Conferences.json?PageSize=5');
  await ask('get', `${BELOW}/Participants/{CallSid}.json`, `/Conferences/${sid}/Participants/agent.json`);
  await ask('post', `${BELOW}/Participants/{CallSid}.json`, `/Conferences/${sid}/Participants/agent.json`, { CallSidToCoach: call });
  await ask('post', `${BELOW}/Recordings/{Sid}.json`, `/Conferences/${sid}/Recordings/Twilio.CURRENT.json`, { Status: 'paused' });
  await scene.sim.advance(5_000);
  await ask('post', '/Conferences/{Sid}.json', `/Conferences/${sid}.json`, { Status: 'completed' });
  await ask('get', '/Conferences/{Sid}.json', `/Conferences/${sid}.json`);
  await ask('get', `${BELOW}/Recordings.json`, `/Conferences/${sid}/Recordings.json`);
  const [recording] = (await scene.ledger()).recordings;
  await ask('get', `${BELOW}/Recordings/{Sid}.json`, `/Conferences/${sid}/Recordings/${recording?.sid}.json`);
  await ask('get', '/Recordings.json', `/Recordings.json?ConferenceSid=${sid}`);
  scene.app.on('/voice', '<Enqueue>support</Enqueue>');
  await scene.phoneIn();
  await ask('post', '/Queues.json', '/Queues.json', { FriendlyName: 'sales' });
  const [queue] = (await scene.ledger()).queues;
  await ask('get', '/Queues.json', '/Queues.json?PageSize=1');
  await ask('get', '/Queues/{Sid}.json', `/Queues/${queue?.sid}.json`);
  await ask('post', '/Queues/{Sid}.json', `/Queues/${queue?.sid}.json`, { MaxSize: '9' });
  await ask('get', '/Queues/{QueueSid}/Members.json', `/Queues/${queue?.sid}/Members.json`);
  await ask('get', '/Queues/{QueueSid}/Members/{CallSid}.json', `/Queues/${queue?.sid}/Members/Front.json`);
  await ask('post', '/Queues/{QueueSid}/Members/{CallSid}.json', `/Queues/${queue?.sid}/Members/Front.json`, { Url: scene.app.url });
});
afterAll(() => scene.stop());

const SHAPES: Partial<Record<string, z.ZodType>> = {
  '/Conferences.json': conferenceListShape,
  '/Conferences/{Sid}.json': conferenceShape,
  [`${BELOW}/Participants.json`]: participantListShape,
  [`${BELOW}/Participants/{CallSid}.json`]: participantShape,
  [`${BELOW}/Recordings.json`]: conferenceRecordingListShape,
  [`${BELOW}/Recordings/{Sid}.json`]: conferenceRecordingShape,
  '/Queues.json': queueListShape,
  '/Queues/{Sid}.json': queueShape,
  '/Queues/{QueueSid}/Members.json': memberListShape,
  '/Queues/{QueueSid}/Members/{CallSid}.json': memberShape,
};

test('our own strict shapes hold for every answer about conferences and queues, and refuse an empty one', () => {
  for (const { path, method, body } of answers) {
    const created: typeof SHAPES = { [`${BELOW}/Participants.json`]: participantShape, '/Queues.json': queueShape };
    const shape = (method === 'post' ? created[path] : undefined) ?? SHAPES[path];
    if (shape !== undefined) expect([path, shape.safeParse(body).error?.issues ?? []]).toEqual([path, []]);
  }
  for (const shape of Object.values(SHAPES)) expect(shape?.safeParse({}).success).toBe(false);
});

describePublished((description) => {
  test('every answer about conferences and queues has the shape that the provider published', () => {
    for (const { path, method, status, body } of answers) {
      const schema = answerSchema(description, `/2010-04-01/Accounts/{AccountSid}${path}`, method, status);
      const problems = shapeProblems(description, schema, body).filter((problem) => !NULL_IN_WORDS.test(problem));
      expect([method, path, problems]).toEqual([method, path, []]);
    }
  });
});
