-- When a department answers (`WorkingHours` of domain without its zone); null: always.
alter table departments add column hours jsonb;
--> statement-breakpoint
-- Who is rung next: when he last talked, how often on that day of his department's calendar, and when he was last rung alone.
alter table presence add column last_talk_at timestamptz;
--> statement-breakpoint
alter table presence add column talk_day date;
--> statement-breakpoint
alter table presence add column talk_count integer not null default 0;
--> statement-breakpoint
alter table presence add column last_rung_at timestamptz;
--> statement-breakpoint
-- A published version is never changed, so it says who published it and why.
alter table call_scripts add column published_by uuid references people (id);
--> statement-breakpoint
alter table call_scripts add column note text not null default '';
--> statement-breakpoint
create table call_script_drafts (
  department_id uuid primary key references departments (id),
  graph jsonb not null,
  version integer not null,
  updated_by uuid not null references people (id),
  updated_at timestamptz not null
);
--> statement-breakpoint
-- What a script does beside a call: found by its due time, held by a lease, done once.
create table script_effects (
  id uuid primary key,
  call_id uuid not null references calls (id),
  key text not null,
  kind text not null,
  body jsonb not null,
  state text not null default 'due',
  failure text,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  constraint script_effects_key unique (call_id, key),
  constraint script_effects_kind_check check (kind in ('http-request', 'create-application', 'create-task', 'notify')),
  constraint script_effects_state_check check (state in ('due', 'done', 'failed'))
);
--> statement-breakpoint
-- why: the worker's loop
create index script_effects_due_idx on script_effects (next_attempt_at) where next_attempt_at is not null;
--> statement-breakpoint
-- What was known as a call came in (`RouteFacts` of domain, without names): what another script would have made of it can be said later.
create table call_facts (
  call_id uuid primary key references calls (id),
  department_id uuid references departments (id),
  at timestamptz not null,
  facts jsonb not null
);
--> statement-breakpoint
-- why: the calls of a department's period, in the order of time
create index call_facts_department_idx on call_facts (department_id, at);
--> statement-breakpoint
create table script_replays (
  id uuid primary key,
  department_id uuid not null references departments (id),
  graph jsonb not null,
  since timestamptz not null,
  until timestamptz not null,
  state text not null default 'waiting',
  failure text,
  total integer,
  replayed integer not null default 0,
  result jsonb,
  requested_by uuid not null references people (id),
  requested_at timestamptz not null,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  constraint script_replays_state_check check (state in ('waiting', 'running', 'done', 'failed'))
);
--> statement-breakpoint
-- why: the worker's loop
create index script_replays_waiting_idx on script_replays (requested_at) where state in ('waiting', 'running');
--> statement-breakpoint
-- Sound that a script plays; the bytes are in the storage.
create table sounds (
  id uuid primary key,
  department_id uuid not null references departments (id),
  name text not null,
  storage_key text not null,
  bytes integer not null,
  sha256 text not null,
  duration_seconds real not null,
  uploaded_by uuid not null references people (id),
  uploaded_at timestamptz not null,
  removed_at timestamptz,
  created_at timestamptz not null default now()
);
--> statement-breakpoint
create index sounds_department_idx on sounds (department_id);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['call_script_drafts', 'script_effects', 'call_facts', 'script_replays', 'sounds'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
    execute format('create policy house_all on %I to ringbase_routing, ringbase_worker using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
-- A department's telephone behaves as its head wants: director and curator write what everybody may read.
create policy departments_write on departments for update to ringbase_app
  using ((select access_role()) = 'director' or id = any ((select access_departments())::uuid[]))
  with check ((select access_role()) = 'director' or id = any ((select access_departments())::uuid[]));
create policy call_scripts_insert on call_scripts for insert to ringbase_app
  with check (published_by = (select access_person())
    and ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])));
create policy call_script_drafts_read on call_script_drafts for select to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]));
create policy call_script_drafts_insert on call_script_drafts for insert to ringbase_app
  with check (updated_by = (select access_person())
    and ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])));
create policy call_script_drafts_write on call_script_drafts for update to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]))
  with check (updated_by = (select access_person())
    and ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])));
create policy call_script_drafts_delete on call_script_drafts for delete to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]));
create policy script_replays_read on script_replays for select to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]));
create policy script_replays_insert on script_replays for insert to ringbase_app
  with check (requested_by = (select access_person())
    and ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])));
create policy sounds_read on sounds for select to ringbase_app using ((select access_person()) is not null);
create policy sounds_insert on sounds for insert to ringbase_app
  with check (uploaded_by = (select access_person())
    and ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])));
create policy sounds_write on sounds for update to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]))
  with check ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]));
--> statement-breakpoint
grant update (hours) on departments to ringbase_app;
grant insert on call_scripts to ringbase_app;
grant select, insert, update, delete on call_script_drafts to ringbase_app;
grant select, insert on script_replays to ringbase_app;
grant select, insert, update (removed_at) on sounds to ringbase_app;
grant select, insert on script_effects, call_facts to ringbase_routing;
grant select on sounds to ringbase_routing;
grant select, insert, update on script_effects, call_facts, script_replays, sounds to ringbase_worker;
