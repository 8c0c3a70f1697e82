/**
 * One read of everything a decision about a call rests on; of a message that was answered before, of its answer alone. Parameters: 1 claim key or null,
 * 2 call id, 3 dialled number, 4 caller's E.164 or null, 5 address of the leg, 6 intent id or null, 7 whether the decision may route: if it cannot, a call
 * whose caller is known is read without candidates, script and the department's members; 8 now. Own numbers are never candidates; at most fifty candidates, open ones first.
 */
export const loadCallSql = `
with the_call as (select * from calls where id = $2::uuid),
reading as (select $7::boolean or not exists (select from call_events where call_id = $2::uuid and key = 'received') as whole),
the_did as (select d.e164, d.department_id from dids d where d.e164 = coalesce(nullif((select dialled from the_call where direction = 'inbound'), ''), $3::text)),
the_dial as (
  select i.*, p.e164 as client_e164, coalesce(a.department_id, cd.department_id) as department_id
  from dial_intents i
  join phones p on p.id = i.phone_id
  left join applications a on a.id = i.application_id
  left join dids cd on cd.e164 = i.caller_id
  where i.id = coalesce($6::uuid, (select intent_id from the_call))
),
the_department as (
  select d.* from departments d
  where d.id = coalesce((select department_id from the_call), (select department_id from the_did), (select department_id from the_dial))
),
the_caller as (select coalesce((select caller_e164 from the_call), $4::text) as e164),
caller_phones as (
  select p.id, p.client_id from phones p
  where p.e164 = (select e164 from the_caller) and not p.archived and (select whole from reading)
    and not exists (select from dids own where own.e164 = p.e164)
  order by p.created_at, p.id limit 50
),
candidate_rows as (
  select a.id, a.number, a.status, a.client_id, a.department_id, a.owner_id, a.touched_at,
    (select r.application_id = a.id from remembered_choices r where r.e164 = (select e164 from the_caller)) as remembered
  from applications a
  where a.client_id in (select client_id from caller_phones)
  order by (a.status in ('completed', 'refused-no-money', 'refused-too-expensive', 'refused-come-by-themselves', 'rejected-not-needed')), a.touched_at desc
  limit 50
),
caller_clients as (
  select c.id, c.name, c.owner_id, (select p.id from caller_phones p where p.client_id = c.id limit 1) as phone_id
  from clients c where c.id in (select client_id from caller_phones)
),
the_device as (select d.id, d.person_id, d.kind from devices d where d.address = $5::text limit 1),
owners as (
  select owner_id as id from candidate_rows where owner_id is not null
  union select owner_id from caller_clients where owner_id is not null
  union select intended_person_id from the_call where intended_person_id is not null
),
members as (
  select m.person_id as id, m.rank, p.role, m.in_ring_group from department_members m join people p on p.id = m.person_id
  where m.department_id = (select id from the_department) and p.dismissed_at is null
),
the_script as (
  select s.id, s.number, s.graph from call_scripts s
  where (select whole from reading) and s.id = coalesce((select script_id from the_call),
    (select l.id from call_scripts l where l.department_id = (select id from the_department) order by l.number desc limit 1))
),
on_the_line as (select person_id as id from legs where call_id = $2::uuid and person_id is not null and answered_at is not null),
wanted as (
  select id from owners
  union select id from members where (select whole from reading)
  union select id from on_the_line
  union select a.id from people a join owners o on a.superior_id = o.id where a.dismissed_at is null
  union select person_id from the_device
  union select person_id from the_dial
  union select (block.value->>'personId')::uuid from the_script, jsonb_each(graph->'blocks') block where block.value ? 'personId'
),
-- Each table is read once for all of them, not once for each.
their_assistants as (
  select distinct on (a.superior_id) a.superior_id, a.id from people a
  where a.superior_id in (select id from wanted) and a.dismissed_at is null order by a.superior_id, a.id
),
their_presence as (
  select s.person_id, json_build_object('chosen_status', s.chosen_status, 'chosen_reason', s.chosen_reason, 'chosen_until', s.chosen_until,
    'chosen_at', s.chosen_at, 'wrap_up_since', s.wrap_up_since, 'wrap_up_until', s.wrap_up_until, 'last_talk_at', s.last_talk_at, 'last_rung_at', s.last_rung_at,
    'talks_today', case when s.talk_day = ($8::timestamptz at time zone coalesce((select time_zone from the_department), 'UTC'))::date then s.talk_count else 0 end) as presence
  from presence s where s.person_id in (select id from wanted)
),
their_calls as (
  select o.person_id, json_agg(json_build_object('callId', o.call_id, 'since', o.since) order by o.since, o.call_id) as calls
  from person_calls o where o.person_id in (select id from wanted) group by o.person_id
),
their_tabs as (
  select t.person_id, json_agg(json_build_object('tab', t.tab, 'softphone', t.softphone, 'activeAt', t.active_at, 'expiresAt', t.expires_at)) as tabs
  from tabs t where t.person_id in (select id from wanted) group by t.person_id
),
their_devices as (
  select d.person_id, json_agg(json_build_object('id', d.id, 'kind', d.kind, 'address', d.address, 'enabled', d.enabled) order by d.kind, d.id) as devices
  from devices d where d.person_id in (select id from wanted) group by d.person_id
),
-- Something may have been told of the call before it asks to be routed.
arriving as (select $4::text as e164 where $7::boolean and $3::text <> ''
  and not exists (select from call_events e where e.call_id = $2::uuid and e.kind in ('routed', 'blocked'))),
the_settings as (select s.* from blocking_settings s where exists (select from arriving)),
their_blocks as (
  select b.* from arriving, blocked_callers b
  where b.e164 = any (array(select left($4::text, n) from generate_series(4, length($4::text)) n)) and b.ended_at is null and (b.until is null or b.until > $8::timestamptz)
  union all
  select b.* from arriving, blocked_callers b
  where $4::text is null and b.e164 is null and b.ended_at is null and (b.until is null or b.until > $8::timestamptz)
),
recent_calls as (
  select from the_settings s, calls c
  where s.rate_enabled and c.caller_e164 = $4::text and c.direction = 'inbound' and c.id <> $2::uuid and c.outcome is distinct from 'blocked'
    and c.started_at >= greatest($8::timestamptz - make_interval(mins => s.rate_minutes),
      (select max(least(b.ended_at, b.until)) from blocked_callers b where b.e164 = $4::text and least(b.ended_at, b.until) <= $8::timestamptz))
  limit 1001
)
select coalesce((select json_build_object('answer', s.answer) from call_signals s where s.key = $1::text), json_build_object(
  'answer', null,
  'call', (select row_to_json(c) from (select version, provider, provider_call_id, route_state, caller_e164 from the_call) c),
  'events', (select coalesce(json_agg(json_build_object('key', e.key, 'kind', e.kind, 'at', e.at, 'body', e.body) order by e.number), '[]') from call_events e where e.call_id = $2::uuid),
  'script', (select json_build_object('id', s.id, 'number', s.number, 'graph', s.graph) from the_script s),
  'queue', (select json_build_object(
      'waiting', (select count(*) from queue_places w where w.department_id = d.id and w.person_id is null and w.state = 'waiting' and w.call_id <> $2::uuid),
      'position', (select 1 + (select count(*) from queue_places w
          where w.department_id = d.id and w.person_id is null and w.state = 'waiting' and (w.since, w.call_id) < (me.since, me.call_id))
        from queue_places me where me.call_id = $2::uuid and me.state in ('waiting', 'taken')),
      'own', (select coalesce(json_object_agg(o.id::text, json_build_object(
          'waiting', (select count(*) from queue_places w where w.person_id = o.id and w.state = 'waiting' and w.call_id <> $2::uuid),
          'position', (select 1 + (select count(*) from queue_places w
              where w.person_id = o.id and w.state = 'waiting' and (w.since, w.call_id) < (me.since, me.call_id))
            from queue_places me where me.call_id = $2::uuid and me.state in ('waiting', 'taken')))), '{}') from owners o),
      'handlingSeconds', (select avg(h.talk_seconds) + d.wrap_up_seconds from (select c.talk_seconds from calls c
        where c.department_id = d.id and c.outcome = 'answered' and c.started_at > $8::timestamptz - interval '7 days' order by c.started_at desc limit 50) h))
    from the_department d, the_script s where jsonb_path_exists(s.graph, '$.blocks.*.kind ? (@ == "queue")')),
  'did', (select e164 from the_did),
  'department', (select json_build_object('id', d.id, 'name', d.name, 'language', d.language, 'recordingAnnouncement', d.recording_announcement,
      'wrapUpSeconds', d.wrap_up_seconds, 'holdSoundId', d.hold_sound_id, 'timeZone', d.time_zone, 'hours', d.hours,
      'curatorIds', (select coalesce(json_agg(m.id order by m.rank, m.id), '[]') from members m where m.role = 'curator'),
      'ringGroup', (select coalesce(json_agg(m.id order by m.rank, m.id), '[]') from members m where m.in_ring_group and m.role <> 'curator' and (select whole from reading)))
    from the_department d),
  'candidates', (select coalesce(json_agg(json_build_object('applicationId', a.id, 'number', a.number, 'status', a.status, 'clientId', a.client_id,
      'clientName', c.name, 'phoneId', c.phone_id, 'departmentId', a.department_id, 'ownerId', a.owner_id, 'touchedAt', a.touched_at,
      'remembered', coalesce(a.remembered, false))), '[]') from candidate_rows a join caller_clients c on c.id = a.client_id),
  'clients', (select coalesce(json_agg(json_build_object('clientId', c.id, 'clientName', c.name, 'phoneId', c.phone_id, 'ownerId', c.owner_id) order by c.id), '[]') from caller_clients c),
  'device', (select json_build_object('deviceId', d.id, 'personId', d.person_id, 'kind', d.kind) from the_device d),
  'dial', (select json_build_object('intentId', i.id, 'personId', i.person_id, 'clientId', i.client_id, 'phoneId', i.phone_id, 'clientE164', i.client_e164,
      'applicationId', i.application_id, 'departmentId', i.department_id, 'callerId', i.caller_id, 'providerCallId', coalesce(i.provider_call_id, (select c.provider_call_id from calls c where c.intent_id = i.id))) from the_dial i),
  'recordings', (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'step', r.step, 'providerRecordingId', r.provider_recording_id,
      'state', r.state) order by r.started_at, r.id), '[]') from recordings r where r.call_id = $2::uuid),
  'blocking', (select json_build_object(
      'settings', (select json_build_object('rateEnabled', s.rate_enabled, 'rateCalls', s.rate_calls, 'rateMinutes', s.rate_minutes,
        'rateBlockMinutes', s.rate_block_minutes, 'rateKnownClients', s.rate_known_clients) from the_settings s),
      'blocks', (select coalesce(json_agg(json_build_object('id', b.id, 'kind', b.kind, 'e164', b.e164, 'departmentId', b.department_id, 'origin', b.origin,
        'until', b.until)), '[]') from their_blocks b),
      'recentCalls', (select count(*)::int from recent_calls),
      'automaticBefore', (select count(*)::int from blocked_callers b where b.e164 = a.e164 and b.origin = 'rate'),
      'own', exists (select from dids d where d.e164 = a.e164) or exists (select from devices d where d.address = a.e164)) from arriving a),
  'people', (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'dismissed', p.dismissed_at is not null, 'seesNumbers', p.sees_numbers,
      'assistantId', a.id, 'superiorId', p.superior_id, 'presence', s.presence, 'simultaneousCalls', p.simultaneous_calls,
      'calls', coalesce(c.calls, '[]'), 'tabs', coalesce(t.tabs, '[]'), 'devices', coalesce(d.devices, '[]'))), '[]')
    from wanted w join people p on p.id = w.id
      left join their_assistants a on a.superior_id = w.id left join their_presence s on s.person_id = w.id
      left join their_calls c on c.person_id = w.id left join their_tabs t on t.person_id = w.id left join their_devices d on d.person_id = w.id)
)) as loaded`;
