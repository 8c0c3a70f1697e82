import { type CallEvent, projectCall } from '@ringbase/domain';
import { failedUrlOf, parseConference, parseInbound, parseRecording, parseStatus, parseStep } from '@ringbase/telephony';
import type { Sql } from '@ringbase/testing';
import { checkConnected } from './check-connected.js';
import { checkDrained } from './check-drained.js';
import { checkHeard, type HeardOptions } from './check-heard.js';
import { checkLegs } from './check-legs.js';
import { countOf, type Ledger, type Violation, type Webhook } from './ledger.js';

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
  // From memory an accepting digit is answered by the same empty document: what came of it is told by its leg.
  const connected = new Set(
    (await sql.query<{ sid: string }>(`select provider_call_id as sid from legs where outcome = 'connected'`)).map((row) => row.sid),
  );
  const ended = new Set(
    (await sql.query<{ sid: string }>(`select provider_call_id as sid from legs where state = 'ended'`)).map((row) => row.sid),
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
      if (isStatic(webhook) || isReadOnly(webhook)) return [];
      // Whoever has left is told good-bye, from memory as well: that he has gone is told by the end of his leg.
      if (path.searchParams.get('kind') === 'left' && ended.has(webhook.callSid)) return [];
      // Who was not reached in time was answered from memory; what the step told is then written later.
      const key = originalUrl.startsWith('/twilio/voice/step')
        ? parseStep(request).key
        : (failedKeyOf(request, path.origin) ?? parseInbound(request).key);
      const told = keys.has(key) || (webhook.params['Digits'] === '1' && connected.has(webhook.callSid));
      return told ? [] : [{ invariant: 'I2', what: `${key} was answered ${webhook.status} and is not written` }];
    });
}

/**
 * Answered from memory: it says so in the addresses of what follows, which ask once more or go on without the database, or, to one of ours who cannot be
 * let in now, in words.
 */
function isStatic({ url, responseBody }: Webhook): boolean {
  return url.includes('plan=static') || /plan=static|again=|The call cannot be made at this moment/.test(responseBody ?? '');
}

/** Asking a callee for his digit, and hanging up on one that accepts nothing, change nothing. The digit that accepts does. */
function isReadOnly({ url, params }: Webhook): boolean {
  const kind = new URL(url).searchParams.get('kind');
  return kind === 'screen' || (kind === 'screen-answer' && params['Digits'] !== '1');
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

/** I8: the row is what its events say. */
export async function checkRows(sql: Sql): Promise<Violation[]> {
  const events = await sql.query<{ call_id: string; key: string; kind: string; at: Date; body: unknown }>(
    'select call_id, key, kind, at, body from call_events order by call_id, number',
  );
  const rows = await sql.query<{ id: string; sid: string; state: string; outcome: string | null; answered: string | null }>(
    'select id, provider_call_id as sid, state, outcome, answered_by_person_id as answered from calls',
  );
  const byCall = new Map<string, CallEvent[]>();
  for (const { call_id, ...event } of events) byCall.set(call_id, [...(byCall.get(call_id) ?? []), event as CallEvent]);
  return rows.flatMap((row): Violation[] => {
    const told = projectCall(byCall.get(row.id) ?? []);
    return told?.state === row.state && told.outcome === row.outcome && told.answeredByPersonId === row.answered
      ? []
      : [{ invariant: 'I8', what: `call ${row.sid}: row ${row.state}/${row.outcome}, events ${told?.state}/${told?.outcome}` }];
  });
}

/** After a run, when every call is over and workers still run: all that can be told from what is written and what the phone company knows. */
export async function checkEverything(sql: Sql, ledger: Ledger, heard: HeardOptions): Promise<Violation[]> {
  const left = await checkDrained(sql);
  return [
    ...left,
    ...(await checkLegs(sql, ledger)),
    ...(await checkDurable(sql, ledger)),
    ...(await checkRecordings(sql, ledger)),
    ...checkHeard(ledger, heard),
    ...(await checkConnected(sql, ledger)),
    ...(await checkRows(sql)),
  ];
}
