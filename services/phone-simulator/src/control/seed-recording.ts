import type { Express } from 'express';
import { z } from 'zod';
import { type Leg, makeLeg } from '../calls/leg.js';
import type { Recording } from '../recordings/recording.js';
import { pitchOf } from '../recordings/wav.js';
import { makeSid } from '../sids.js';
import type { World } from '../world.js';
import { controlRoute } from './control-route.js';
import { recordingView } from './ledger-routes.js';

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`));
const seedSchema = z.strictObject({
  callSid: sid('CA').optional(),
  recordingSid: sid('RE').optional(),
  seconds: z.number().int().min(1).max(14_400),
  from: z.string().min(1).max(300),
  to: z.string().min(1).max(300),
  startTime: z.iso.datetime({ offset: true }),
  channels: z.union([z.literal(1), z.literal(2)]).default(2),
});

/** A finished past call with its recording, so that demonstration data has sound to fetch. The same SIDs give the same bytes again. */
function seedRecording(world: World, input: z.infer<typeof seedSchema>) {
  const startedAt = new Date(input.startTime).getTime();
  const endedAt = startedAt + input.seconds * 1_000;
  world.counters.leg += 1;
  const known = input.callSid === undefined ? undefined : world.legs.get(input.callSid);
  const spec = { parentSid: null, direction: 'inbound', from: input.from, to: input.to, remote: input.from, status: 'completed' } as const;
  const leg: Leg = known ?? {
    ...makeLeg(spec, world.counters.leg, startedAt),
    sid: input.callSid ?? makeSid('CA'),
    answeredAt: startedAt,
    endedAt,
    updatedAt: endedAt,
    endReason: 'seeded',
  };
  const recording: Recording = {
    sid: input.recordingSid ?? makeSid('RE'),
    ordinal: world.recordings.size + 1,
    callSid: leg.sid,
    conferenceSid: null,
    name: null,
    track: 'both',
    follows: false,
    pause: null,
    cutMs: 0,
    speakers: [],
    open: new Map(),
    source: input.channels === 2 ? 'DialVerb' : 'RecordVerb',
    channels: input.channels,
    startedAt,
    endedAt,
    updatedAt: endedAt,
    status: 'completed',
    callback: null,
    voices:
      input.channels === 2
        ? [
            { hz: pitchOf(input.from, 'caller'), fromMs: 0, turn: 0, channel: 0 },
            { hz: pitchOf(input.to, 'called'), fromMs: 0, turn: 1, channel: 1 },
          ]
        : [{ hz: pitchOf(input.from, 'caller'), fromMs: 0, turn: null, channel: 0 }],
    digests: new Map(),
    fetches: 0,
  };
  leg.recordings = [...leg.recordings.filter((one) => one.sid !== recording.sid), recording];
  world.legs.set(leg.sid, leg);
  world.recordings.set(recording.sid, recording);
  return { callSid: leg.sid, recordingSid: recording.sid };
}

export function mountSeedRecording(app: Express, world: World): void {
  app.post(
    '/control/recordings',
    controlRoute(world, (req) => {
      // One or a list of them; digests are left to who asks for them, so that thousands take no time.
      const inputs = z.union([seedSchema.transform((one) => [one]), z.array(seedSchema).max(10_000)]).parse(req.body);
      const seeded = inputs.map((input) => seedRecording(world, input));
      return Array.isArray(req.body) ? seeded : seeded[0];
    }),
  );
  app.get(
    '/control/recordings/:sid',
    controlRoute(world, (req) => {
      const recording = world.recordings.get(String(req.params.sid));
      return recording ? recordingView(recording) : null;
    }),
  );
}
