-- The calls behind a replay's counts: those that would not have gone as they went. Who may not see a call does not see it here.
create table script_replay_calls (
  replay_id uuid not null references script_replays (id),
  call_id uuid not null references calls (id),
  at timestamptz not null,
  change text not null,
  before text not null,
  after text not null,
  before_person_id uuid references people (id),
  after_person_id uuid references people (id),
  primary key (replay_id, call_id),
  constraint script_replay_calls_change_check check (change in ('elsewhere', 'better', 'worse'))
);
--> statement-breakpoint
-- why: a page of a replay's calls, newest first, all of them or those of one change
create index script_replay_calls_page_idx on script_replay_calls (replay_id, at desc, call_id desc);
--> statement-breakpoint
-- why: a finished call's script version and answer are read with its facts, in the order of time within a department
create index call_facts_page_idx on call_facts (department_id, at, call_id);
--> statement-breakpoint
drop index call_facts_department_idx;
--> statement-breakpoint
alter table script_replay_calls enable row level security;
alter table script_replay_calls force row level security;
create policy owner_all on script_replay_calls to current_user using (true) with check (true);
create policy house_all on script_replay_calls to ringbase_routing, ringbase_worker using (true) with check (true);
create policy script_replay_calls_read on script_replay_calls for select to ringbase_app
  using (replay_id in (select id from script_replays) and exists (select from calls c where c.id = call_id));
--> statement-breakpoint
grant select on script_replay_calls to ringbase_app;
grant select, insert on script_replay_calls to ringbase_worker;
