-- The nightly look at the last week is a run with a night; how many of its steps are done is all that a crash leaves behind.
alter table reconciliations
  add column night date,
  add column until timestamptz(3),
  add column steps_done integer not null default 0,
  add column lease_until timestamptz(3),
  add column conferences_seen integer not null default 0,
  add column queues_seen integer not null default 0,
  add constraint reconciliations_night_key unique (night);
--> statement-breakpoint
-- Each difference says why it could come about and what was done; of one thing that needs a person there is one row, however often it is found.
alter table reconciliation_differences
  add column provider text not null default 'twilio',
  add column cause text not null default 'unknown',
  add column state text not null default 'needs-person',
  add column closed_by uuid references people (id),
  add column closed_at timestamptz(3),
  add column note text;
--> statement-breakpoint
update reconciliation_differences set state = 'repaired-by-itself', closed_at = found_at where repaired;
--> statement-breakpoint
update reconciliation_differences d set state = 'dismissed', closed_at = found_at
  where state = 'needs-person'
    and exists (select from reconciliation_differences later where later.kind = d.kind and later.provider_id = d.provider_id and later.state = 'needs-person'
      and (later.found_at, later.id) > (d.found_at, d.id));
--> statement-breakpoint
alter table reconciliation_differences
  add constraint reconciliation_differences_cause_check check (cause in ('callback-never-came', 'answer-never-came',
    'answered-statically-while-database-down', 'downloaded-late', 'could-not-be-kept', 'provider-does-not-know', 'erased-at-provider', 'unknown')),
  add constraint reconciliation_differences_state_check check (state in ('repaired-by-itself', 'needs-person', 'repaired-by-person', 'dismissed'));
--> statement-breakpoint
-- why: one open row for one thing, and what the next look finds again
create unique index reconciliation_differences_open_key on reconciliation_differences (kind, provider_id) where state = 'needs-person';
--> statement-breakpoint
-- why: the list, newest first
create index reconciliation_differences_found_idx on reconciliation_differences (found_at desc, id desc);
--> statement-breakpoint
-- why: what was dismissed is not found again
create index reconciliation_differences_thing_idx on reconciliation_differences (provider_id, kind);
--> statement-breakpoint
create table nightly_proofs (
  night date primary key,
  run_id uuid not null references reconciliations (id),
  since timestamptz(3) not null,
  until timestamptz(3) not null,
  computed_at timestamptz(3) not null,
  calls integer not null,
  calls_unwritten integer not null,
  recordings integer not null,
  recordings_unsettled integer not null,
  differences integer not null,
  differences_open integer not null,
  reasons jsonb not null,
  created_at timestamptz(3) not null default now()
);
--> statement-breakpoint
alter table nightly_proofs enable row level security;
alter table nightly_proofs force row level security;
create policy owner_all on nightly_proofs to current_user using (true) with check (true);
create policy house_all on nightly_proofs to ringbase_routing, ringbase_worker using (true) with check (true);
create policy nightly_proofs_read on nightly_proofs for select to ringbase_app using ((select access_role()) in ('director', 'curator'));
create policy reconciliation_differences_write on reconciliation_differences for update to ringbase_app
  using ((select access_role()) = 'director') with check ((select access_role()) = 'director' and closed_by = (select access_person()));
--> statement-breakpoint
grant select on nightly_proofs to ringbase_app;
grant update (repaired, state, closed_by, closed_at, note) on reconciliation_differences to ringbase_app;
grant select, insert, update on nightly_proofs to ringbase_worker;
