const weightOf = (row: string) => `array_position(array['missed-call', 'queue-place', 'voicemail'], ${row}.origin)`;
/** Later than the call that it is of: he has called again and was left with nothing again. */
const again = 'excluded.due_at > (select c.started_at from calls c where c.id = callbacks.call_id)';
/** What a further call makes of the promise that is open: the heavier tells what it is of; whoever calls again is told of at once, snoozed or not. */
const strengthen = `do update set
      origin = case when ${weightOf('excluded')} > ${weightOf('callbacks')} then excluded.origin else callbacks.origin end,
      call_id = case when ${weightOf('excluded')} >= ${weightOf('callbacks')} then excluded.call_id else callbacks.call_id end,
      due_at = case when ${again} then least(callbacks.due_at, excluded.due_at) else callbacks.due_at end,
      fired_at = case when ${again} then null else callbacks.fired_at end,
      look_at = case when ${again} then null else callbacks.look_at end,
      lease_until = case when ${again} then null else callbacks.lease_until end
    where ${weightOf('excluded')} > ${weightOf('callbacks')} or ${again}`;

/**
 * One atomic statement: claims the message's key, expects the call's version, writes the call with everything that follows. `moved` 0: the version had
 * moved and nothing was written. A key that is already claimed violates `call_signals_pkey`, which undoes the whole statement. Parameter 1: `CallWrite`.
 * Most messages change one leg: what has nothing to write is left out, since each part costs its start and end even when it finds no row.
 */
const moved = `with input as (select $1::jsonb as j),
moved as (
  insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, caller_e164, dialled, department_id, script_id, client_id, phone_id,
    application_id, intended_person_id, answered_by_person_id, intent_id, blocked_caller_id, route_state, started_at, answered_at, ended_at, ring_seconds, talk_seconds, version,
    line_person_ids, disposition_id)
  select r.* from input, jsonb_to_record(j->'call') as r(id uuid, provider text, "providerCallId" text, direction text, state text, outcome text, "callerRaw" text,
    "callerE164" text, dialled text, "departmentId" uuid, "scriptId" uuid, "clientId" uuid, "phoneId" uuid, "applicationId" uuid, "intendedPersonId" uuid,
    "answeredByPersonId" uuid, "intentId" uuid, "blockedCallerId" uuid, "routeState" jsonb, "startedAt" timestamptz, "answeredAt" timestamptz, "endedAt" timestamptz, "ringSeconds" real,
    "talkSeconds" real, version int, "linePersonIds" uuid[], "dispositionId" uuid)
  on conflict (id) do update set direction = excluded.direction, state = excluded.state, outcome = excluded.outcome, caller_raw = excluded.caller_raw,
    caller_e164 = excluded.caller_e164, dialled = excluded.dialled, department_id = excluded.department_id, script_id = excluded.script_id,
    client_id = excluded.client_id, phone_id = excluded.phone_id, application_id = excluded.application_id, intended_person_id = excluded.intended_person_id,
    answered_by_person_id = excluded.answered_by_person_id, intent_id = excluded.intent_id, blocked_caller_id = excluded.blocked_caller_id, route_state = excluded.route_state, started_at = excluded.started_at,
    answered_at = excluded.answered_at, ended_at = excluded.ended_at, ring_seconds = excluded.ring_seconds, talk_seconds = excluded.talk_seconds,
    version = excluded.version, line_person_ids = excluded.line_person_ids, disposition_id = excluded.disposition_id
    where calls.version = excluded.version - 1
  returning id, client_id, application_id, intent_id, department_id
)`;

const parts = {
  claim: `claimed as (
  insert into call_signals (key, call_id, answer) select j->>'key', m.id, j->'answer' from input, moved m
)`,
  events: `written_events as (
  insert into call_events (call_id, number, key, kind, body, at)
  select m.id, e.number, e.key, e.kind, e.body, e.at from moved m, input, jsonb_to_recordset(j->'events') as e(number int, key text, kind text, body jsonb, at timestamptz)
)`,
  legs: `written_legs as (
  insert into legs (id, call_id, provider, provider_call_id, role, person_id, device_id, device_kind, address, step, state, outcome, started_at, answered_at, ended_at)
  select l.id, m.id, j->'call'->>'provider', l."providerCallId", l.role, l."personId", l."deviceId", l."deviceKind", l.address, l.step, l.state, l.outcome,
    l."startedAt", l."answeredAt", l."endedAt"
  from moved m, input, jsonb_to_recordset(j->'legs') as l(id uuid, "providerCallId" text, role text, "personId" uuid, "deviceId" uuid, "deviceKind" text,
    address text, step int, state text, outcome text, "startedAt" timestamptz, "answeredAt" timestamptz, "endedAt" timestamptz)
  on conflict (id) do update set role = excluded.role, person_id = excluded.person_id, device_id = excluded.device_id, device_kind = excluded.device_kind,
    address = excluded.address, step = excluded.step, state = excluded.state, outcome = excluded.outcome, started_at = excluded.started_at,
    answered_at = excluded.answered_at, ended_at = excluded.ended_at
)`,
  offers: `written_offers as (
  insert into offers (call_id, step, person_id, offered_at, over_at, claimed_tab, claimed_until, connected_at)
  select m.id, o.step, o."personId", o."offeredAt", o."overAt", o."claimedTab", o."claimedUntil", o."connectedAt"
  from moved m, input, jsonb_to_recordset(j->'offers') as o(step int, "personId" uuid, "offeredAt" timestamptz, "overAt" timestamptz, "claimedTab" text,
    "claimedUntil" timestamptz, "connectedAt" timestamptz)
  on conflict (call_id, step, person_id) do update set over_at = excluded.over_at, claimed_tab = excluded.claimed_tab, claimed_until = excluded.claimed_until,
    connected_at = excluded.connected_at
)`,
  recordings: `written_recordings as (
  insert into recordings (id, call_id, client_id, application_id, kind, step, provider, provider_recording_id, state, failure, next_attempt_at, channels,
    duration_seconds, started_at)
  select r.id, m.id, m.client_id, m.application_id, r.kind, r.step, j->'call'->>'provider', r."providerRecordingId", r.state, r.failure, r."nextAttemptAt",
    r.channels, r."durationSeconds", r."startedAt"
  from moved m, input, jsonb_to_recordset(j->'recordings') as r(id uuid, kind text, step int, "providerRecordingId" text, state text, failure text,
    "nextAttemptAt" timestamptz, channels int, "durationSeconds" real, "startedAt" timestamptz)
  on conflict (id) do update set provider_recording_id = coalesce(excluded.provider_recording_id, recordings.provider_recording_id), client_id = excluded.client_id,
    application_id = excluded.application_id, state = excluded.state,
    failure = excluded.failure, next_attempt_at = excluded.next_attempt_at, channels = coalesce(excluded.channels, recordings.channels),
    duration_seconds = coalesce(excluded.duration_seconds, recordings.duration_seconds)
    where recordings.state not in ('stored', 'attached', 'erased')
)`,
  refile: `refiled_recordings as (
  update recordings set client_id = m.client_id, application_id = m.application_id from moved m, input
  where recordings.call_id = m.id and recordings.application_id is distinct from m.application_id
    and not exists (select from jsonb_to_recordset(j->'recordings') as r(id uuid) where r.id = recordings.id)
)`,
  onCall: `put_on_call as (
  insert into presence (person_id, chosen_at, last_talk_at, talk_day, talk_count)
  select p."personId", p.since, p.since, (p.since at time zone coalesce((select time_zone from departments where id = m.department_id), 'UTC'))::date, 1
  from moved m, input, jsonb_to_recordset(j->'onCall') as p("personId" uuid, since timestamptz)
  on conflict (person_id) do update set wrap_up_since = null, wrap_up_until = null,
    last_talk_at = excluded.last_talk_at, talk_day = excluded.talk_day,
    talk_count = case when presence.talk_day = excluded.talk_day then presence.talk_count + 1 else 1 end
),
came_to_call as (
  insert into person_calls (person_id, call_id, since)
  select p."personId", m.id, p.since from moved m, input, jsonb_to_recordset(j->'onCall') as p("personId" uuid, since timestamptz)
  on conflict (person_id, call_id) do nothing
)`,
  rung: `rung_alone as (
  insert into presence (person_id, chosen_at, last_rung_at)
  select r."personId", r.at, r.at from moved m, input, jsonb_to_recordset(j->'rung') as r("personId" uuid, at timestamptz)
  on conflict (person_id) do update set last_rung_at = excluded.last_rung_at
)`,
  released: `left_call as (
  delete from person_calls using moved m, input, jsonb_to_recordset(j->'released') as p("personId" uuid)
  where person_calls.person_id = p."personId" and person_calls.call_id = m.id
  returning person_calls.person_id
),
released as (
  -- Who is on another call still wraps up after the last of them.
  update presence set wrap_up_since = case when others.none then p."wrapUpSince" else presence.wrap_up_since end,
    wrap_up_until = case when others.none then p."wrapUpUntil" else presence.wrap_up_until end,
    last_talk_at = coalesce(p."wrapUpSince", presence.last_talk_at), wrap_up_call_id = m.id
  from moved m, input, left_call l, jsonb_to_recordset(j->'released') as p("personId" uuid, "wrapUpSince" timestamptz, "wrapUpUntil" timestamptz),
    lateral (select not exists (select from person_calls o where o.person_id = p."personId" and o.call_id <> m.id) as none) others
  where presence.person_id = p."personId" and l.person_id = p."personId"
),
closed_own_grants as (
  -- Who left a call that goes on: what it showed him closes with his own wrap-up.
  update call_grants set until = p."wrapUpUntil"
  from moved m, input, jsonb_to_recordset(j->'released') as p("personId" uuid, "wrapUpUntil" timestamptz)
  where call_grants.call_id = m.id and call_grants.person_id = p."personId" and call_grants.until is null and p."wrapUpUntil" is not null
    and j->>'closeGrantsAt' is null
)`,
  grants: `granted as (
  insert into call_grants (person_id, application_id, call_id, granted_at, until)
  select g."personId", g."applicationId", m.id, g.at, g.until
  from moved m, input, jsonb_to_recordset(j->'grants') as g("personId" uuid, "applicationId" uuid, at timestamptz, until timestamptz)
  on conflict (person_id, application_id, call_id) do update set until = excluded.until
)`,
  closeGrants: `closed_grants as (
  update call_grants set until = (j->>'closeGrantsAt')::timestamptz from moved m, input
  where call_grants.call_id = m.id and call_grants.until is null
)`,
  promises: `asked as (
  select c.*, m.id as call_id from moved m, input, jsonb_to_recordset(j->'promises') as c(id uuid, origin text, "ownerId" uuid, "departmentId" uuid, "clientId" uuid,
    "applicationId" uuid, "phoneId" uuid, "callerE164" text, "dueAt" timestamptz, "timeZone" text)
  where not exists (select from callbacks own where own.call_id = m.id and own.origin <> 'task' and (own.origin = 'review') = (c.origin = 'review'))
),
promised as (
  -- One open promise to a client, whichever of two calls is written first; a message weighs more than a kept place, and that more than a missed call.
  insert into callbacks (id, origin, owner_id, department_id, client_id, application_id, call_id, phone_id, caller_e164, due_at, time_zone)
  select id, origin, "ownerId", "departmentId", "clientId", "applicationId", call_id, "phoneId", "callerE164", "dueAt", "timeZone"
  from asked where origin <> 'review' and "clientId" is not null
  on conflict (client_id) where state = 'open' and origin in ('missed-call', 'queue-place', 'voicemail') and client_id is not null
    ${strengthen}
),
promised_number as (
  insert into callbacks (id, origin, owner_id, department_id, application_id, call_id, phone_id, caller_e164, due_at, time_zone)
  select id, origin, "ownerId", "departmentId", "applicationId", call_id, "phoneId", "callerE164", "dueAt", "timeZone"
  from asked where origin <> 'review' and "clientId" is null
  on conflict (caller_e164) where state = 'open' and origin in ('missed-call', 'queue-place', 'voicemail') and client_id is null
    ${strengthen}
),
reviewed as (
  insert into callbacks (id, origin, owner_id, department_id, client_id, application_id, call_id, phone_id, caller_e164, due_at, time_zone)
  select id, origin, "ownerId", "departmentId", "clientId", "applicationId", call_id, "phoneId", "callerE164", "dueAt", "timeZone"
  from asked where origin = 'review'
  on conflict do nothing
),
spoken as (
  -- The number's own callback may tell of the end before the message's step does: the promise it left is one of a voice message.
  update callbacks set origin = 'voicemail'
  from moved m, input, jsonb_to_recordset(j->'promises') as c(origin text)
  where c.origin = 'voicemail' and callbacks.call_id = m.id and callbacks.origin in ('missed-call', 'queue-place')
)`,
  kept: `kept as (
  -- Whatever telephone of the client's it was, and what was promised to a number that has become his since; not what came after the talk.
  update callbacks set state = 'kept', lease_until = null, closed_at = k.at, kept_by_call_id = m.id
  from moved m, input, jsonb_to_recordset(j->'kept') as k("clientId" uuid, e164 text, at timestamptz)
  where callbacks.state = 'open' and (callbacks.id = (select i.callback_id from dial_intents i where i.id = m.intent_id)
    or (callbacks.origin in ('missed-call', 'queue-place', 'voicemail')
      and (callbacks.client_id = k."clientId" or (callbacks.client_id is null and (callbacks.caller_e164 = k.e164
        or callbacks.caller_e164 in (select p.e164 from phones p where p.client_id = k."clientId" and not p.archived))))
      and not exists (select from calls later where later.id = callbacks.call_id and later.id <> m.id and later.started_at > k.at)))
  returning callbacks.id, callbacks.application_id, callbacks.owner_id, callbacks.first_owner_id, callbacks.department_id
),
told_kept as (
  insert into outbox (kind, name, body, audience)
  select 'news', 'changed', jsonb_build_object('kind', 'changed', 'changes', jsonb_build_array(jsonb_build_object('noun', 'callback', 'id', id, 'applicationId', application_id))),
    jsonb_build_object('people', array_remove(array[owner_id, first_owner_id], null), 'departments', array_remove(array[department_id], null))
  from kept
)`,
  talked: `touched_application as (
  update applications set touched_at = (j->>'talkedAt')::timestamptz from moved m, input where applications.id = m.application_id
),
touched_client as (
  update clients set last_contact_at = (j->>'talkedAt')::timestamptz from moved m, input where clients.id = m.client_id
)`,
  dialled: `dialled as (
  update dial_intents set state = 'dialled', provider_call_id = j->'call'->>'providerCallId' from moved m, input
  where dial_intents.id = m.intent_id and dial_intents.provider_call_id is null
)`,
  remember: `remembered as (
  insert into remembered_choices (e164, application_id, chosen_by, chosen_at)
  select r.e164, r."applicationId", r."chosenBy", r."chosenAt"
  from moved m, input, jsonb_to_recordset(j->'remember') as r(e164 text, "applicationId" uuid, "chosenBy" uuid, "chosenAt" timestamptz)
  on conflict (e164) do update set application_id = excluded.application_id, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at
)`,
  enterQueue: `came_to_wait as (
  insert into queue_places (call_id, department_id, step, block, since, until, person_id, owner_id, strategy, ring_seconds, state)
  select m.id, m.department_id, q.step, q.block, q.since, q.until, q."personId", q."ownerId", q.strategy, q."ringSeconds", 'waiting'
  from moved m, input, jsonb_to_record(j->'enterQueue') as q(step int, block text, since timestamptz, until timestamptz, "personId" uuid, "ownerId" uuid,
    strategy text, "ringSeconds" int)
  on conflict (call_id) do update set step = excluded.step, block = excluded.block, since = excluded.since, until = excluded.until,
    person_id = excluded.person_id, owner_id = excluded.owner_id, strategy = excluded.strategy, ring_seconds = excluded.ring_seconds, state = 'waiting',
    left_at = null, moved_at = null, move_asked_at = null
)`,
  leaveQueue: `waits_no_longer as (
  update queue_places set state = j->'leaveQueue'->>'how', left_at = (j->'leaveQueue'->>'at')::timestamptz, moved_at = null
  from moved m, input where queue_places.call_id = m.id and queue_places.state = 'waiting'
)`,
  effects: `asked_for as (
  insert into script_effects (id, call_id, key, kind, body, next_attempt_at)
  select e.id, m.id, e.key, e.kind, e.body, (e.at)::timestamptz
  from moved m, input, jsonb_to_recordset(j->'effects') as e(id uuid, key text, kind text, body jsonb, at timestamptz)
  on conflict do nothing
)`,
  facts: `recorded_facts as (
  insert into call_facts (call_id, department_id, at, facts)
  select m.id, m.department_id, (j->'facts'->>'at')::timestamptz, j->'facts'->'facts' from moved m, input
  on conflict do nothing
)`,
  block: `blocked as (
  insert into blocked_callers (id, kind, e164, origin, blocked_at, until, call_id, ordinal, rate_calls, rate_minutes)
  select b.id, 'number', b.e164, 'rate', b.at, b.until, m.id, b.ordinal, b.calls, b.minutes
  from moved m, input, jsonb_to_recordset(j->'block') as b(id uuid, e164 text, at timestamptz, until timestamptz, ordinal int, calls int, minutes int)
)`,
  audit: `audited as (
  insert into audit (id, actor_id, act, object_kind, object_ids, at)
  select a.id, a."actorId", a.act, a."objectKind", array[a."objectId"], a.at
  from moved m, input, jsonb_to_recordset(j->'audit') as a(id uuid, "actorId" uuid, act text, "objectKind" text, "objectId" uuid, at timestamptz)
)`,
  controls: `due_control as (
  insert into call_controls (call_id, due_at) select m.id, (j->>'settleAt')::timestamptz from moved m, input
  on conflict (call_id) do update set due_at = excluded.due_at, attempts = 0
)`,
  outbox: `told as (
  insert into outbox (kind, name, body, audience)
  select o.kind, o.name, o.body, o.audience from moved m, input, jsonb_to_recordset(j->'outbox') as o(kind text, name text, body jsonb, audience jsonb)
)`,
} as const;

/** What a write has beside the call's own row. */
export type SavePart = keyof typeof parts;
const order = Object.keys(parts) as SavePart[];

/** The statement for a write that has just these parts, and a name for it: the same parts are the same prepared statement. */
export function saveCallStatement(needed: ReadonlySet<SavePart>): { name: string; text: string } {
  const chosen = order.filter((part) => needed.has(part));
  const mask = chosen.reduce((bits, part) => bits | (1 << order.indexOf(part)), 0);
  const text = [moved, ...chosen.map((part) => parts[part])].join(',\n');
  return { name: `save-call:${mask.toString(36)}`, text: `${text}\nselect count(*)::int as moved from moved` };
}
