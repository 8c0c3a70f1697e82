import { createTestDatabase, openSql, type Sql, type TestDatabase } from '@ringbase/testing';

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = openSql(database.url);
});
afterAll(async () => {
  await sql?.close();
  await database?.drop();
});

/** Tables without row-level security, each with its reason. There is none. */
const unprotected: Readonly<Record<string, string>> = {};

test('every table forces row-level security, on its owner as well', async () => {
  const rows = await sql.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     and not (relrowsecurity and relforcerowsecurity) order by 1`,
  );
  expect(rows.map((row) => row.name)).toEqual(Object.keys(unprotected));
});

test('no role of a service may read past a policy, own anything or make anything', async () => {
  const [found] = await sql.query(
    `select count(*) filter (where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)::int as mighty,
            (select count(*)::int from pg_class c join pg_roles o on o.oid = c.relowner where o.rolname in ('ringbase_app', 'ringbase_routing', 'ringbase_worker')) as owned,
            count(*) filter (where has_schema_privilege(oid, 'public', 'create'))::int as makers
     from pg_roles where rolname in ('ringbase_app', 'ringbase_routing', 'ringbase_worker')`,
  );
  expect(found).toEqual({ mighty: 0, owned: 0, makers: 0 });
});

test('every function that reads past the policies has a fixed search path and may be called by the app alone', async () => {
  const rows = await sql.query<{ name: string; path: boolean; callers: string }>(
    `select p.proname as name, coalesce(p.proconfig @> array['search_path=public, pg_temp'], false) as path,
       (select coalesce(string_agg(case when a.grantee = 0 then 'PUBLIC' else a.grantee::regrole::text end, ' ' order by 1), '') from aclexplode(p.proacl) a
         where a.grantee <> p.proowner) as callers
     from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
  );
  expect(rows.map((row) => row.name)).toEqual([
    'access_departments',
    'access_grants',
    'access_people',
    'access_person',
    'access_promised_phones',
    'access_role',
    'asked_by',
    'end_session',
    'open_session',
    'promised_name',
    'ringing_card',
    'search_applications',
    'search_clients',
    'sign_in_facts',
    'use_session',
  ]);
  expect(rows.filter((row) => !row.path || row.callers !== 'ringbase_app')).toEqual([]);
});

/** All that a role may do with a table; columns where it is not the whole of it. */
const grants: Readonly<Record<string, readonly string[]>> = {
  app: [
    'application_changes: insert select',
    'application_types: select',
    'applications: insert select update(title,contact_id,owner_id,status,type_id,important,amount_minor,paid_minor,currency,source,note,version,touched_at)',
    'audit: insert select',
    'blocked_callers: insert select update(ended_at,ended_by)',
    'blocking_settings: select update(rate_enabled,rate_calls,rate_minutes,rate_block_minutes,rate_known_clients,changed_by,changed_at)',
    'call_events: select',
    'call_grants: select',
    'call_invitations: select',
    'call_script_drafts: delete insert select update',
    'call_scripts: insert select',
    'callbacks: insert select update',
    'calls: select',
    'clients: insert select update(kind,name,owner_id,email,city,last_contact_at)',
    'comments: insert select',
    'contacts: insert select',
    'department_members: select update(in_ring_group,rank)',
    'departments: select update(time_zone,language,recording_announcement,wrap_up_seconds,hours,callback_keep_minutes,callback_assistant_minutes,callback_curator_minutes,disposition_required,hold_sound_id)',
    'devices: select',
    'dial_intents: insert select',
    'dids: select',
    'dispositions: insert select update(label,rank,archived)',
    'legs: select',
    'listens: insert select',
    'news_versions: select',
    'nightly_proofs: select',
    'offers: select',
    'outbox: insert',
    'pbx_keys: insert select(id,name,hint,added_by,added_at,last_used_at,revoked_by,revoked_at,created_at) update(revoked_by,revoked_at)',
    'people: select(id,name,email,role,superior_id,locale,time_zone,extension,sees_numbers,dismissed_at,created_at,simultaneous_calls) update(locale,simultaneous_calls)',
    'person_calls: select',
    'phones: insert select',
    'presence: insert select update',
    'queue_places: select',
    'reconciliation_differences: select update(repaired,state,closed_by,closed_at,note)',
    'reconciliations: insert select',
    'recordings: select update(state,failure,attempts,next_attempt_at,lease_until)',
    'remembered_choices: select',
    'script_effects: select(id,call_id,kind,body,state)',
    'script_replay_calls: select',
    'script_replays: insert select',
    'sounds: insert select update(removed_at)',
    'tabs: delete insert select update',
  ],
  routing: [
    'applications: select update(touched_at)',
    'audit: insert',
    'blocked_callers: insert select',
    'blocking_settings: select',
    'call_controls: insert select update',
    'call_events: insert select',
    'call_facts: insert select',
    'call_grants: insert select update',
    'call_scripts: select',
    'call_signals: insert select',
    'callbacks: insert select update',
    'calls: insert select update',
    'clients: select update(last_contact_at)',
    'contacts: select',
    'department_members: select',
    'departments: select',
    'devices: select',
    'dial_intents: insert select update',
    'dids: select',
    'legs: insert select update',
    'offers: insert select update',
    'outbox: insert',
    'pbx_keys: select(id,key_hash,last_used_at,revoked_at) update(last_used_at)',
    'people: select(id,name,email,role,superior_id,locale,time_zone,extension,sees_numbers,dismissed_at,created_at,simultaneous_calls)',
    'person_calls: delete insert select',
    'phones: select',
    'presence: insert select update',
    'queue_places: insert select update',
    'recordings: insert select update',
    'remembered_choices: insert select update',
    'script_effects: insert select',
    'sounds: select',
    'tabs: select',
  ],
  worker: [
    'application_changes: insert select',
    'application_types: insert select update',
    'applications: insert select update',
    'audit: insert select',
    'blocked_callers: insert select',
    'blocking_settings: select',
    'call_controls: insert select update',
    'call_events: insert select',
    'call_facts: insert select update',
    'call_grants: insert select update',
    'call_invitations: insert select update',
    'call_scripts: insert select update',
    'call_signals: delete insert select',
    'callbacks: insert select update',
    'calls: insert select update',
    'clients: insert select update',
    'comments: insert select',
    'contacts: insert select update',
    'department_members: insert select update',
    'departments: insert select update',
    'devices: insert select update',
    'dial_intents: insert select update',
    'dial_pace: insert select update',
    'dids: insert select update',
    'dispositions: insert select update',
    'legs: insert select update',
    'listens: insert select',
    'news_versions: insert select update',
    'nightly_proofs: insert select update',
    'offers: insert select update',
    'outbox: delete insert select update',
    'people: select(id,name,email,role,superior_id,locale,time_zone,extension,sees_numbers,dismissed_at,created_at,simultaneous_calls) update(dismissed_at)',
    'person_calls: delete insert select',
    'phones: insert select update',
    'presence: insert select update',
    'queue_offers: insert select update',
    'queue_places: insert select update',
    'reconciliation_differences: insert select update',
    'reconciliations: insert select update',
    'recordings: insert select update',
    'remembered_choices: delete insert select update',
    'script_effects: insert select update',
    'script_replay_calls: insert select',
    'script_replays: insert select update',
    'sessions: delete select(token_hash,person_id,created_at,expires_at,ended_at) update(ended_at)',
    'sounds: insert select update',
    'tabs: delete insert select update',
  ],
};

test('each role may do with each table what is written here and nothing else', async () => {
  const rows = await sql.query<{ role: string; line: string }>(
    `select role, name || ': ' || string_agg(act, ' ' order by act) as line from (
       select replace(a.grantee::regrole::text, 'ringbase_', '') as role, c.relname as name, lower(a.privilege_type) as act
       from pg_class c, aclexplode(c.relacl) a where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S') and a.grantee <> c.relowner
       union all
       select replace(a.grantee::regrole::text, 'ringbase_', ''), c.relname, lower(a.privilege_type) || '(' || string_agg(t.attname, ',' order by t.attnum) || ')'
       from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
       where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner group by a.grantee, c.relname, a.privilege_type
     ) as granted group by role, name order by role, name`,
  );
  const found: Record<string, string[]> = {};
  for (const { role, line } of rows) found[role] = [...(found[role] ?? []), line];
  expect(found).toEqual(grants);
});

test('no role of a service can read the hash of a password or the sessions', async () => {
  for (const role of ['app', 'routing', 'worker']) {
    await expect(sql.query(`select has_column_privilege('ringbase_${role}', 'people', 'password_hash', 'select') as may`)).resolves.toEqual(
      [{ may: false }],
    );
  }
  await expect(sql.query(`select has_table_privilege('ringbase_app', 'sessions', 'select') as may`)).resolves.toEqual([{ may: false }]);
});
