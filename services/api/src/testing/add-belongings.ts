import { randomUUID } from 'node:crypto';
import { defaultScript } from '@ringbase/domain';
import type { Belongings } from './access-table.js';

type Query = (text: string, values?: unknown[]) => Promise<unknown[]>;

/** One of each thing that may belong to a person: application, client, calls, promise, recording, click. */
export async function addBelongings(query: Query, ownerId: string, departmentId: string, e164: string, now: Date): Promise<Belongings> {
  const at = now.toISOString();
  const things = [
    'application',
    'client',
    'phone',
    'call',
    'offered-call',
    'callback',
    'recording',
    'dial-intent',
    'blocked-caller',
    'difference',
    'sound',
    'notice',
    'replay',
    'pbx-key',
    'disposition',
  ] as const;
  const ids = {
    ...Object.fromEntries(things.map((thing) => [thing, randomUUID()])),
    department: departmentId,
    'shown-department': departmentId,
    person: ownerId,
  } as Belongings;
  await query(`insert into clients (id, kind, name, owner_id) values ($1, 'person', 'Somebody', $2)`, [ids.client, ownerId]);
  await query('insert into dispositions (id, department_id, label) values ($1, $2, $3)', [ids.disposition, departmentId, ids.disposition]);
  await query('insert into phones (id, client_id, raw, e164) values ($1, $2, $3, $3)', [ids.phone, ids.client, e164]);
  await query(
    `insert into applications (id, title, client_id, owner_id, department_id, touched_at) values ($1, 'Windows', $2, $3, $4, $5)`,
    [ids.application, ids.client, ownerId, departmentId, at],
  );
  await query(
    `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, caller_e164, dialled, application_id, client_id, department_id,
       intended_person_id, started_at, ended_at, version)
     values ($1, 'twilio', $2, 'inbound', 'ended', 'missed', $3, $3, '+35920000000', $4, $5, $6, $7, $8, $8, 1)`,
    [ids.call, `CA${ids.call}`, e164, ids.application, ids.client, departmentId, ownerId, at],
  );
  const attribution = {
    clientId: ids.client,
    phoneId: ids.phone,
    applicationId: ids.application,
    intendedPersonId: ownerId,
    reason: 'single-open-application',
  };
  await addRouting(query, { id: ids.call, personId: ownerId, departmentId, e164, at, attribution });
  await query(
    `insert into recordings (id, call_id, kind, provider, provider_recording_id, state, failure, started_at) values ($1, $2, 'conversation', 'twilio', $3, 'failed', 'timeout', $4)`,
    [ids.recording, ids.call, `RE${ids.recording}`, at],
  );
  await query(
    `insert into callbacks (id, origin, owner_id, department_id, client_id, application_id, due_at, time_zone) values ($1, 'reminder', $2, $3, $4, $5, $6, 'UTC')`,
    [ids.callback, ownerId, departmentId, ids.client, ids.application, at],
  );
  await query(
    `insert into dial_intents (id, key, person_id, phone_id, client_id, state, requested_at) values ($1, $2, $3, $4, $5, 'dialled', $6)`,
    [ids['dial-intent'], randomUUID(), ownerId, ids.phone, ids.client, at],
  );
  await query(
    `insert into blocked_callers (id, kind, e164, department_id, reason, origin, blocked_by, blocked_at) values ($1, 'prefix', '+35970', $2, 'Sells air', 'person', $3, $4)`,
    [ids['blocked-caller'], departmentId, ownerId, at],
  );
  await query('insert into reconciliations (id, started_at, since) values ($1, $2, $2)', [ids.difference, at]);
  // Of a click, about which nothing can be done: what needs the phone company is tested with it.
  await query(
    `insert into reconciliation_differences (id, run_id, kind, provider_id, cause, state, repaired, found_at)
     values ($1, $1, 'dial-unknown', $2, 'unknown', 'needs-person', false, $3)`,
    [ids.difference, `CA${ids.difference}`, at],
  );
  await addScript(query, ids.replay, departmentId, ownerId, at);
  await query(`insert into pbx_keys (id, name, hint, key_hash, added_at) values ($1, 'Asterisk', 'rbp_0000', $2, $3)`, [
    ids['pbx-key'],
    ids['pbx-key'],
    at,
  ]);
  await addRinging(query, ids['offered-call'], ownerId, e164, at);
  await query(
    `insert into sounds (id, department_id, name, storage_key, bytes, sha256, duration_seconds, uploaded_by, uploaded_at)
     values ($1, $2, 'Hours', 'sounds/' || $1::uuid || '.wav', 4, 'none', 1, $3, $4)`,
    [ids.sound, departmentId, ownerId, at],
  );
  await query(`insert into script_effects (id, call_id, key, kind, body, state) values ($1, $2, 'told:1:0', 'notify', $3, 'done')`, [
    ids.notice,
    ids.call,
    JSON.stringify({ kind: 'notify', key: 'told:1:0', step: 1, people: [ownerId], text: `Call ${e164} back` }),
  ]);
  return ids;
}

/** The department's script, once; its draft, and a replay. */
export async function addScript(query: Query, replayId: string, departmentId: string, personId: string, at: string): Promise<void> {
  const graph = JSON.stringify(defaultScript);
  await query('insert into call_scripts (id, department_id, number, graph) values ($1, $2, 1, $3) on conflict do nothing', [
    randomUUID(),
    departmentId,
    graph,
  ]);
  await query(
    `insert into call_script_drafts (department_id, graph, version, updated_by, updated_at) values ($1, $2, 1, $3, $4)
     on conflict (department_id) do update set graph = excluded.graph, version = 1`,
    [departmentId, graph, personId, at],
  );
  await query(
    `insert into script_replays (id, department_id, graph, since, until, state, requested_by, requested_at) values ($1, $2, $3, $4, $4, 'done', $5, $4)
     on conflict do nothing`,
    [replayId, departmentId, graph, at, personId],
  );
}

/** A stranger's call, of no department that anybody curates, that rings at one person. */
export async function addRinging(query: Query, id: string, personId: string, e164: string, at: string): Promise<void> {
  await query(
    `insert into calls (id, provider, provider_call_id, direction, state, caller_raw, caller_e164, dialled, started_at, version)
     values ($1, 'twilio', $2, 'inbound', 'ringing', $3, $3, '+35920000000', $4, 2)`,
    [id, `CA${id}`, e164, at],
  );
  await query('insert into offers (call_id, step, person_id, offered_at) values ($1, 1, $2, $3)', [id, personId, at]);
  const attribution = { clientId: null, phoneId: null, applicationId: null, intendedPersonId: null, reason: 'unknown-caller' };
  await addRouting(query, { id, personId, departmentId: null, e164, at, attribution });
}

type Routing = { id: string; personId: string; departmentId: string | null; e164: string; at: string; attribution: object };

/** How the call came and at whom it rang. */
async function addRouting(query: Query, { id, personId, departmentId, e164, at, attribution }: Routing): Promise<void> {
  const received = {
    direction: 'inbound',
    from: e164,
    callerE164: e164,
    to: '+35920000000',
    departmentId,
    scriptId: null,
    attribution,
    intentId: null,
    personId: null,
    wrapUpSeconds: 30,
  };
  const target = { kind: 'browser', address: 'x', deviceId: null, personId, screened: false, parameters: {} };
  const events = [
    ['received', received],
    ['routed', { step: 1, plan: 'script', targets: [target], trace: [] }],
  ] as const;
  for (const [index, [kind, body]] of events.entries()) {
    await query('insert into call_events (call_id, number, key, kind, body, at) values ($1, $2, $3, $4, $5, $6)', [
      id,
      index + 1,
      kind,
      kind,
      JSON.stringify(body),
      at,
    ]);
  }
}

/** A ringing call is picked up by one of those whom it rings at, as the provider's message would tell. */
export async function addAnswer(query: Query, callId: string, personId: string, at: string): Promise<void> {
  await addLeg(query, callId, { root: false, status: 'answered', step: 1, device: { kind: 'browser', deviceId: null, personId } }, at);
}

/** The caller of a ringing call hangs up. */
export async function addHangUp(query: Query, callId: string, at: string): Promise<void> {
  await addLeg(query, callId, { root: true, status: 'completed', step: null, device: null }, at);
}

async function addLeg(
  query: Query,
  callId: string,
  told: { root: boolean; status: string; step: number | null; device: object | null },
  at: string,
) {
  const body = { legId: randomUUID(), providerCallId: `CA${randomUUID()}`, address: 'x', seconds: null, ...told };
  await query(
    `insert into call_events (call_id, number, key, kind, body, at)
     select $1, max(number) + 1, $2, 'leg', $3, $4 from call_events where call_id = $1`,
    [callId, `leg:${body.legId}:${told.status}`, JSON.stringify(body), at],
  );
}
