import { type CallEvent, projectCall } from '@ringbase/domain';
import { failedUrlOf, parseConference, parseInbound, parseRecording, parseStatus, parseStep } from '@ringbase/telephony';
import type { PhoneCompany, Sql } from '@ringbase/testing';

type Webhook = {
  kind: string;
  callSid: string;
  url: string;
  params: Record<string, string>;
  status: number | null;
  ms: number | null;
  responseBody: string | null;
  used: boolean;
  /** What the phone company was told to do wrong with it. */
  faults: string[];
};
type LedgerLeg = { callSid: string; parentCallSid: string | null; direction: string; status: string };
type LedgerRecording = { sid: string; callSid: string; status: string; sha256: string | null; bytes: number | null; durationMs: number };
export type Ledger = {
  legs: LedgerLeg[];
  webhooks: Webhook[];
  recordings: LedgerRecording[];
  warnings: { code: number; message: string }[];
  heard: { callSid: string; ms: number; what: string; detail: string }[];
  bridges: { parentCallSid: string; childCallSid: string }[];
  /** Who heard whom in a conference. */
  audible: { speakerCallSid: string; listenerCallSid: string }[];
};

/** One violated invariant, in words. */
export type Violation = { invariant: 'I1' | 'I2' | 'I3' | 'I5' | 'I6' | 'I8'; what: string };

export const readLedger = (phones: PhoneCompany): Promise<Ledger> => phones.control<Ledger>('GET', '/control/ledger');

/** How often each value stands in a list. */
const countOf = (values: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/**
 * I1: every CallSid the phone company knows is exactly one leg, every root one call or one leg that was made for a call, and nothing else is. I8: every call
 * is over.
 */
export async function checkLegs(sql: Sql, ledger: Ledger): Promise<Violation[]> {
  const legs = countOf((await sql.query<{ sid: string }>('select provider_call_id as sid from legs')).map((row) => row.sid));
  const rows = await sql.query<{ sid: string; state: string }>('select provider_call_id as sid, state from calls');
  const calls = countOf(rows.map((row) => row.sid));
  const states = new Map(rows.map((row) => [row.sid, row.state]));
  const attached = new Set(
    (
      await sql.query<{ sid: string }>(
        `select l.provider_call_id as sid from legs l join calls c on c.id = l.call_id where l.provider_call_id <> c.provider_call_id`,
      )
    ).map((row) => row.sid),
  );
  const roots = ledger.legs.filter((leg) => leg.parentCallSid === null && !attached.has(leg.callSid));
  const once = (what: string, made: readonly LedgerLeg[], written: ReadonlyMap<string, number>): Violation[] => [
    ...made.flatMap((leg): Violation[] => {
      const times = written.get(leg.callSid) ?? 0;
      return times === 1 ? [] : [{ invariant: 'I1', what: `${what} ${leg.callSid} (${leg.status}) is written ${times} times` }];
    }),
    ...[...written.keys()]
      .filter((sid) => !made.some((leg) => leg.callSid === sid))
      .map((sid): Violation => ({ invariant: 'I1', what: `${what} ${sid} is written and was never made` })),
  ];
  return [
    ...once('leg', ledger.legs, legs),
    ...once('call', roots, calls),
    ...roots.flatMap((leg): Violation[] =>
      states.get(leg.callSid) === 'ended'
        ? []
        : [{ invariant: 'I8', what: `call ${leg.callSid} is ${states.get(leg.callSid)} and should be ended` }],
    ),
  ];
}

/** I2: what was answered 2xx is durable: its claim is there, or what it told is written, or its answer was read-only or static. */
export async function checkDurable(sql: Sql, ledger: Ledger): Promise<Violation[]> {
  const keys = new Set((await sql.query<{ key: string }>('select key from call_signals')).map((row) => row.key));
  const events = new Set((await sql.query<{ key: string }>('select key from call_events')).map((row) => row.key));
  const recordings = new Map(
    (
      await sql.query<{ sid: string; state: string }>(
        'select provider_recording_id as sid, state from recordings where provider_recording_id is not null',
      )
    ).map((row) => [row.sid, row.state]),
  );
  return ledger.webhooks
    .filter((webhook) => webhook.status !== null && webhook.status < 300)
    .flatMap((webhook): Violation[] => {
      const path = new URL(webhook.url);
      const originalUrl = path.pathname + path.search;
      const request = { originalUrl, params: webhook.params };
      if (webhook.kind === 'status') {
        const { key, leg, status } = parseStatus(request);
        const told = keys.has(key) || events.has(`leg:${leg.legId}:${status}`);
        return told ? [] : [{ invariant: 'I2', what: `${key} was answered ${webhook.status} and is not written` }];
      }
      if (webhook.kind === 'conference') {
        const { key } = parseConference(request);
        return keys.has(key) ? [] : [{ invariant: 'I2', what: `${key} was answered ${webhook.status} and is not written` }];
      }
      if (webhook.kind === 'recording') {
        const { key, providerRecordingId } = parseRecording(request);
        const told = keys.has(key) || recordings.has(providerRecordingId);
        return told ? [] : [{ invariant: 'I2', what: `${key} was answered ${webhook.status} and is not written` }];
      }
      // Asking for a digit, and hanging up on a digit that accepts nothing, change nothing; what is asked once more is written when it is answered.
      if (
        webhook.responseBody?.includes('plan=static') ||
        webhook.responseBody?.includes('again=') ||
        originalUrl.includes('plan=static') ||
        /[?&]kind=screen(-answer)?&/.test(originalUrl)
      )
        return [];
      // Who was not reached in time was answered from memory; what the step told is then written later.
      const key = originalUrl.startsWith('/twilio/voice/step')
        ? parseStep(request).key
        : (failedKeyOf(request, path.origin) ?? parseInbound(request).key);
      return keys.has(key) ? [] : [{ invariant: 'I2', what: `${key} was answered ${webhook.status} and is not written` }];
    });
}

function failedKeyOf(request: { originalUrl: string; params: Record<string, string> }, publicUrl: string): string | null {
  const failed = failedUrlOf(request, publicUrl);
  return failed === null ? null : parseStep({ ...request, originalUrl: failed }).key;
}

/** I3: every finished recording is attached exactly once with the provider's own bytes, or visibly failed. */
export async function checkRecordings(sql: Sql, ledger: Ledger): Promise<Violation[]> {
  const rows = await sql.query<{ sid: string; state: string; sha256: string | null; failure: string | null; attempts: number }>(
    'select provider_recording_id as sid, state, sha256, failure, attempts from recordings where provider_recording_id is not null',
  );
  const times = countOf(rows.map((row) => row.sid));
  const bySid = new Map(rows.map((row) => [row.sid, row]));
  return ledger.recordings.flatMap((recording): Violation[] => {
    if (recording.status !== 'completed') return [];
    const row = bySid.get(recording.sid);
    if (row === undefined) return [{ invariant: 'I3', what: `recording ${recording.sid} is not written` }];
    if (times.get(recording.sid) !== 1)
      return [{ invariant: 'I3', what: `recording ${recording.sid} is written ${times.get(recording.sid)} times` }];
    if (row.state === 'failed' && row.failure !== null && row.attempts > 1) return [];
    if (row.state !== 'attached') return [{ invariant: 'I3', what: `recording ${recording.sid} is ${row.state}` }];
    return row.sha256 === recording.sha256
      ? []
      : [{ invariant: 'I3', what: `recording ${recording.sid} has other bytes than the provider’s` }];
  });
}

/** I6: the caller always hears something: valid answers with a verb that sounds or dials, none later than five seconds. */
export function checkHeard(ledger: Ledger): Violation[] {
  const voice = ledger.webhooks.filter((webhook) => webhook.kind === 'voice');
  // Who hung up before he was answered heard his own network's ring tone.
  const answered = ledger.legs.filter((leg) => leg.parentCallSid === null && leg.direction === 'inbound' && leg.status === 'completed');
  const callers = new Set(answered.map((leg) => leg.callSid));
  const silent = [...callers].filter(
    (sid) => !ledger.heard.some((one) => one.callSid === sid && ['ring', 'say', 'play', 'bridge', 'conference', 'beep'].includes(one.what)),
  );
  return [
    ...voice.flatMap((webhook): Violation[] =>
      webhook.used && webhook.ms !== null && webhook.ms > 5000 ? [{ invariant: 'I6', what: `${webhook.url} took ${webhook.ms} ms` }] : [],
    ),
    ...voice.flatMap((webhook): Violation[] =>
      webhook.used && !/<(Dial|Say|Play|Record|Gather|Hangup|Response\/)/.test(webhook.responseBody ?? '')
        ? [{ invariant: 'I6', what: `${webhook.url} was answered ${webhook.status}` }]
        : [],
    ),
    ...ledger.heard
      .filter((one) => one.what === 'error')
      .map((one): Violation => ({ invariant: 'I6', what: `caller ${one.callSid} heard an error: ${one.detail}` })),
    ...silent.map((sid): Violation => ({ invariant: 'I6', what: `caller ${sid} heard nothing` })),
  ];
}

/** I8: the row is what its events say, and I5: who answered is whom the provider bridged. */
export async function checkRows(sql: Sql, ledger: Ledger): Promise<Violation[]> {
  const events = await sql.query<{ call_id: string; key: string; kind: string; at: Date; body: unknown }>(
    'select call_id, key, kind, at, body from call_events order by call_id, number',
  );
  const rows = await sql.query<{ id: string; sid: string; state: string; outcome: string | null; answered: string | null }>(
    'select id, provider_call_id as sid, state, outcome, answered_by_person_id as answered from calls',
  );
  const byCall = new Map<string, CallEvent[]>();
  for (const { call_id, ...event } of events) byCall.set(call_id, [...(byCall.get(call_id) ?? []), event as CallEvent]);
  const connected = new Set(
    (await sql.query<{ sid: string }>(`select provider_call_id as sid from legs where role <> 'caller' and outcome = 'connected'`)).map(
      (row) => row.sid,
    ),
  );
  const bridged = new Set(ledger.bridges.map((bridge) => bridge.childCallSid));
  const heard = new Set(ledger.audible.map((pair) => pair.speakerCallSid));
  return [
    ...rows.flatMap((row): Violation[] => {
      const told = projectCall(byCall.get(row.id) ?? []);
      return told?.state === row.state && told.outcome === row.outcome && told.answeredByPersonId === row.answered
        ? []
        : [{ invariant: 'I8', what: `call ${row.sid}: row ${row.state}/${row.outcome}, events ${told?.state}/${told?.outcome}` }];
    }),
    ...[...bridged].flatMap((sid): Violation[] =>
      connected.has(sid) ? [] : [{ invariant: 'I5', what: `leg ${sid} was bridged and is not connected here` }],
    ),
    ...[...connected].flatMap((sid): Violation[] =>
      bridged.has(sid) || heard.has(sid) ? [] : [{ invariant: 'I5', what: `leg ${sid} is connected here and was never bridged` }],
    ),
  ];
}

export async function checkEverything(sql: Sql, ledger: Ledger): Promise<Violation[]> {
  return [
    ...(await checkLegs(sql, ledger)),
    ...(await checkDurable(sql, ledger)),
    ...(await checkRecordings(sql, ledger)),
    ...checkHeard(ledger),
    ...(await checkRows(sql, ledger)),
  ];
}
