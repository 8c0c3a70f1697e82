import { DomainError } from '@ringbase/domain';
import { type QueueScene, setQueueScene } from '../testing/queue-scene.js';
import { waitsForTheDepartment } from '../testing/queue-scripts.js';
import { closeForgotten } from './close-forgotten.js';

const HOUR = 3_600_000;

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  await scene.publish(waitsForTheDepartment);
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

/** The state of a call after so many hours in which nothing was told of it, and a look at which the provider answers so. */
async function stateAfter(hours: number, findCall: () => Promise<null>): Promise<unknown> {
  const { company, contexts, deps } = scene;
  const { callId } = await scene.phoneIn();
  company.time.pass(hours * HOUR);
  await closeForgotten(contexts.worker, { telephony: { ...deps.telephony, findCall }, defaultRegion: 'BG' }, async () => undefined);
  return (await company.query('select state from calls where id = $1', [callId]))[0]?.['state'];
}

const isUnknown = async () => null;
const fails = (details: Record<string, unknown>) => async () => {
  throw new DomainError('UNAVAILABLE', 'Nothing to be read.', details);
};

test.each<[string, number, () => Promise<null>, string]>([
  ['that the provider does not know any more is over', 1, isUnknown, 'ended'],
  ['whose row cannot be read may go on', 3, fails({ reason: 'unreadable' }), 'ringing'],
  ['whose row cannot be read for more than four hours is over', 5, fails({ reason: 'unreadable' }), 'ended'],
  ['that the provider cannot be asked for may go on, however long', 5, fails({ unknown: true }), 'ringing'],
])('a silent call %s', async (_, hours, findCall, state) => {
  expect(await stateAfter(hours, findCall)).toBe(state);
});
