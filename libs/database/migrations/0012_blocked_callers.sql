-- Who is turned away: a number, all numbers that begin so, or whoever withholds his. A block that was ended stays as history.
create table blocked_callers (
  id uuid primary key,
  kind text not null,
  e164 text,
  department_id uuid references departments (id),
  reason text,
  origin text not null,
  blocked_by uuid references people (id),
  blocked_at timestamptz not null,
  until timestamptz,
  ended_at timestamptz,
  ended_by uuid references people (id),
  call_id uuid references calls (id),
  ordinal integer,
  rate_calls integer,
  rate_minutes integer,
  created_at timestamptz not null default now(),
  constraint blocked_callers_kind_check check (kind in ('number', 'prefix', 'withheld')),
  constraint blocked_callers_origin_check check (origin in ('person', 'rate')),
  constraint blocked_callers_e164_check check ((kind = 'withheld') = (e164 is null) and (e164 is null or e164 ~ '^\+[1-9][0-9]{2,14}$')),
  constraint blocked_callers_person_check check ((origin = 'person') = (blocked_by is not null and reason is not null)),
  constraint blocked_callers_rate_check check ((origin = 'rate') = (ordinal is not null and rate_calls is not null and rate_minutes is not null)
    and (origin = 'person' or (kind = 'number' and department_id is null and until is not null and call_id is not null))),
  constraint blocked_callers_end_check check ((ended_at is null) = (ended_by is null))
);
--> statement-breakpoint
-- why: every call that comes in asks for the blocks of its number and of how it begins; null are those of withheld callers
create index blocked_callers_e164_idx on blocked_callers (e164);
--> statement-breakpoint
-- why: two calls at once that are one too many begin one block; the other reads again and finds it
create unique index blocked_callers_automatic_key on blocked_callers (e164, ordinal);
--> statement-breakpoint
-- why: the list, newest first
create index blocked_callers_blocked_idx on blocked_callers (blocked_at desc, id desc);
--> statement-breakpoint
-- When a number is blocked by itself: one row for the company.
create table blocking_settings (
  one boolean primary key default true,
  rate_enabled boolean not null default true,
  rate_calls integer not null default 10,
  rate_minutes integer not null default 10,
  rate_block_minutes integer not null default 60,
  rate_known_clients boolean not null default false,
  changed_by uuid references people (id),
  changed_at timestamptz,
  constraint blocking_settings_one_check check (one),
  constraint blocking_settings_calls_check check (rate_calls between 2 and 1000),
  constraint blocking_settings_minutes_check check (rate_minutes between 1 and 1440),
  constraint blocking_settings_block_check check (rate_block_minutes between 1 and 10080)
);
--> statement-breakpoint
insert into blocking_settings default values;
--> statement-breakpoint
alter table calls drop constraint calls_outcome_check;
--> statement-breakpoint
alter table calls add constraint calls_outcome_check check (outcome in ('blocked', 'failed', 'missed', 'voicemail', 'answered'));
--> statement-breakpoint
alter table calls add column blocked_caller_id uuid references blocked_callers (id);
--> statement-breakpoint
-- why: how many calls a block has stopped, and which
create index calls_blocked_idx on calls (blocked_caller_id, started_at desc) where blocked_caller_id is not null;
--> statement-breakpoint
-- why: how often a number has phoned of late is counted as it phones
create index calls_caller_idx on calls (caller_e164, started_at desc) where direction = 'inbound';
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['blocked_callers', 'blocking_settings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
    execute format('create policy house_all on %I to ringbase_routing, ringbase_worker using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
-- The director everywhere, a curator for his departments; he also sees what holds for the company, and may end what came by itself.
create policy blocked_callers_read on blocked_callers for select to ringbase_app
  using ((select access_role()) = 'director'
    or ((select access_role()) = 'curator' and (department_id is null or department_id = any ((select access_departments())::uuid[]))));
create policy blocked_callers_insert on blocked_callers for insert to ringbase_app
  with check (origin = 'person' and blocked_by = (select access_person())
    and ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])));
create policy blocked_callers_write on blocked_callers for update to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])
    or ((select access_role()) = 'curator' and origin = 'rate'))
  with check (((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])
    or ((select access_role()) = 'curator' and origin = 'rate')) and (ended_by is null or ended_by = (select access_person())));
create policy blocking_settings_read on blocking_settings for select to ringbase_app using ((select access_role()) in ('director', 'curator'));
create policy blocking_settings_write on blocking_settings for update to ringbase_app
  using ((select access_role()) = 'director') with check ((select access_role()) = 'director' and changed_by = (select access_person()));
--> statement-breakpoint
grant select, insert, update (ended_at, ended_by) on blocked_callers to ringbase_app;
grant select, update (rate_enabled, rate_calls, rate_minutes, rate_block_minutes, rate_known_clients, changed_by, changed_at) on blocking_settings to ringbase_app;
grant select, insert on blocked_callers to ringbase_routing;
grant select on blocking_settings to ringbase_routing;
-- The reconciler takes up what a webhook never told, a call that blocks its number among it.
grant select, insert on blocked_callers to ringbase_worker;
grant select on blocking_settings to ringbase_worker;
