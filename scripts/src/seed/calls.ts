import { Readable } from 'node:stream';
import type { Batch } from '@ringbase/database';
import { type CallEvent, isOpenStatus, makeWavReader, projectCall, type RingTarget } from '@ringbase/domain';
import type { Storage } from '@ringbase/platform';
import { callIdOf, legIdOf, TWILIO } from '@ringbase/telephony';
import type { DemoApplication } from './applications.js';
import type { Chance } from './chance.js';
import { makeConversation } from './sound.js';
import type { Talk } from './with-talks.js';

const COUNT = 420;
const SOUNDS = 12;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AUDIBLE_MEGABYTES = 64;

type Sound = { wav: Buffer; seconds: number; peaks: number[][] };
export type DemoCalls = { count: number; recordings: number; talks: Talk[]; batches: Batch[] };

/** The last weeks' calls with their events, from which every row is projected as it would have been; what was talked is stored and plays. */
export async function makeCalls(
  chance: Chance,
  applications: readonly DemoApplication[],
  storage: Storage,
  now: Date,
  progress: (done: number, of: number) => void,
): Promise<DemoCalls> {
  const sounds = Array.from({ length: SOUNDS }, (_, index) => readSound(makeConversation(chance, 8 + index * 3)));
  const calls: (Batch & { table: 'calls' })['rows'][number][] = [];
  const legs: (Batch & { table: 'legs' })['rows'][number][] = [];
  const offers: (Batch & { table: 'offers' })['rows'][number][] = [];
  const events: (Batch & { table: 'callEvents' })['rows'][number][] = [];
  const recordings: (Batch & { table: 'recordings' })['rows'][number][] = [];
  const callbacks: (Batch & { table: 'callbacks' })['rows'][number][] = [];
  const talks: Talk[] = [];
  const promised = new Set<string>();
  const talked = applications.filter((application) => application.ownerId !== null && application.client.phones.length > 0);
  for (let index = 0; index < COUNT; index += 1) {
    const application = chance.pick(talked);
    const startedAt = new Date(now.getTime() - chance.whole(0, 30) * DAY - chance.whole(1, 10) * HOUR - chance.whole(0, 3599) * 1000);
    const answered = chance.share() < 0.8;
    const sound = chance.pick(sounds);
    const sid = `CA${hex32(chance)}`;
    const told = tellCall(chance, application, { sid, startedAt, ringing: chance.whole(3, 14), talking: answered ? sound.seconds : 0 });
    const call = projectCall(told);
    if (call === null) throw new Error('A call of the demo has no beginning.');
    const id = callIdOf(TWILIO, sid);
    const {
      legs: legRows,
      offers: offerRows,
      talking: _talking,
      line,
      control: _control,
      message: _message,
      disposition: _disposition,
      wrapUpSeconds: _wrapUp,
      ...row
    } = call;
    const linePersonIds = [...new Set(line.flatMap(({ personId }) => personId ?? []))];
    calls.push({ id, provider: TWILIO, providerCallId: sid, ...row, linePersonIds, routeState: null, version: told.length });
    legs.push(
      ...legRows.map(({ device, ...leg }) => ({
        ...leg,
        callId: id,
        provider: TWILIO,
        personId: device?.personId ?? null,
        deviceId: null,
        deviceKind: device?.kind ?? null,
      })),
    );
    offers.push(...offerRows.map((offer) => ({ ...offer, callId: id })));
    events.push(...told.map(({ key, kind, at, body }, at0) => ({ callId: id, number: at0 + 1, key, kind, body, at })));
    if (answered && call.endedAt !== null)
      talks.push({ clientId: application.client.id, applicationId: application.id, endedAt: call.endedAt });
    if (answered) recordings.push(await keepSound(chance, storage, id, application, sound, startedAt));
    else if (now.getTime() - startedAt.getTime() < 4 * DAY && isOpenStatus(application.status) && !promised.has(application.client.id)) {
      promised.add(application.client.id);
      callbacks.push({
        id: chance.id(),
        origin: 'missed-call',
        ownerId: application.ownerId,
        departmentId: application.client.department.id,
        clientId: application.client.id,
        applicationId: application.id,
        callId: id,
        phoneId: application.client.phones[0]?.id ?? null,
        callerE164: application.client.phones[0]?.e164 ?? null,
        dueAt: call.endedAt ?? startedAt,
        timeZone: application.client.department.timeZone,
      });
    }
    if (index % 60 === 59) progress(index + 1, COUNT);
  }
  return {
    count: calls.length,
    recordings: recordings.length,
    talks,
    batches: [
      { table: 'calls', rows: calls },
      { table: 'legs', rows: legs },
      { table: 'offers', rows: offers },
      { table: 'callEvents', rows: events },
      { table: 'recordings', rows: recordings },
      { table: 'callbacks', rows: callbacks },
    ],
  };
}

const hex32 = (chance: Chance): string => chance.id().replaceAll('-', '');

function tellCall(
  chance: Chance,
  application: DemoApplication,
  plan: { sid: string; startedAt: Date; ringing: number; talking: number },
): CallEvent[] {
  const { client } = application;
  const ownerId = application.ownerId ?? '';
  const at = (seconds: number) => new Date(plan.startedAt.getTime() + seconds * 1000);
  const phone = chance.pick(client.phones);
  const child = `CA${hex32(chance)}`;
  const device = { deviceId: chance.id(), personId: ownerId, kind: 'browser' as const };
  const target: RingTarget = {
    kind: 'browser',
    address: ownerId,
    deviceId: device.deviceId,
    personId: ownerId,
    screened: false,
    parameters: {},
  };
  const answered = plan.talking > 0;
  const end = answered ? plan.ringing + plan.talking : 20;
  const attribution = {
    clientId: client.id,
    phoneId: phone.id,
    applicationId: application.id,
    intendedPersonId: ownerId,
    reason: 'open-application' as const,
  };
  const leg = (
    sid: string,
    root: boolean,
    status: 'ringing' | 'answered' | 'completed' | 'no-answer',
    second: number,
    seconds: number | null,
  ): CallEvent => ({
    key: `leg:${legIdOf(TWILIO, sid)}:${status}`,
    at: at(second),
    kind: 'leg',
    body: {
      legId: legIdOf(TWILIO, sid),
      providerCallId: sid,
      root,
      address: root ? phone.e164 : ownerId,
      status,
      seconds,
      step: root ? null : 1,
      device: root ? null : device,
    },
  });
  return [
    {
      key: 'received',
      at: at(0),
      kind: 'received',
      body: {
        direction: 'inbound',
        from: phone.e164,
        callerE164: phone.e164,
        to: client.department.did,
        departmentId: client.department.id,
        scriptId: null,
        attribution,
        intentId: null,
        personId: null,
        wrapUpSeconds: 30,
      },
    },
    leg(plan.sid, true, 'ringing', 0, null),
    {
      key: 'routed:start',
      at: at(0),
      kind: 'routed',
      body: {
        step: 1,
        plan: 'script',
        targets: [target],
        trace: [
          {
            step: 0,
            block: 'by-owner',
            kind: 'caller',
            reason: 'open-application',
            facts: { clientId: client.id, applicationId: application.id, ownerId },
          },
          { step: 0, block: 'by-owner', kind: 'switch', reason: 'owner-available', facts: { ownerId } },
          {
            step: 0,
            block: 'owner',
            kind: 'ring',
            reason: 'ringing-owner',
            facts: { people: [ownerId], devices: ['browser'], seconds: 20 },
          },
        ],
      },
    },
    leg(child, false, 'ringing', 1, null),
    ...(answered
      ? [leg(child, false, 'answered', plan.ringing, null), leg(child, false, 'completed', end, plan.talking)]
      : [leg(child, false, 'no-answer', end, null)]),
    {
      key: 'ring-finished:1',
      at: at(end),
      kind: 'ring-finished',
      body: {
        step: 1,
        status: answered ? 'completed' : 'no-answer',
        legProviderCallId: child,
        bridged: answered,
        seconds: answered ? plan.talking : null,
      },
    },
    leg(plan.sid, true, 'completed', end + 1, end + 1),
  ];
}

function readSound(wav: Buffer): Sound {
  const reader = makeWavReader();
  reader.push(wav);
  const verdict = reader.finish(null);
  if (verdict.kind !== 'sound') throw new Error(`The demo’s own sound is refused: ${verdict.reason}`);
  return { wav, seconds: Math.round(verdict.sound.seconds), peaks: verdict.sound.peaks };
}

async function keepSound(chance: Chance, storage: Storage, callId: string, application: DemoApplication, sound: Sound, startedAt: Date) {
  const id = chance.id();
  const storageKey = `recordings/${startedAt.toISOString().slice(0, 10).replaceAll('-', '/')}/${id}.wav`;
  const stored = await storage.put(storageKey, Readable.from([sound.wav]), { maxBytes: AUDIBLE_MEGABYTES * 1024 * 1024 });
  return {
    id,
    callId,
    clientId: application.client.id,
    applicationId: application.id,
    kind: 'conversation' as const,
    step: 1,
    provider: TWILIO,
    providerRecordingId: `RE${hex32(chance)}`,
    state: 'attached' as const,
    channels: 2,
    durationSeconds: sound.seconds,
    storageKey,
    bytes: stored.bytes,
    sha256: stored.sha256,
    peaks: sound.peaks,
    startedAt,
    attachedAt: startedAt,
  };
}
