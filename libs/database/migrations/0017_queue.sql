-- Callers who wait, one row for each call that ever did: written with the call, served by the workers.
create table queue_places (
  call_id uuid primary key references calls (id),
  department_id uuid references departments (id),
  step integer not null,
  block text not null,
  since timestamptz not null,
  until timestamptz not null,
  person_id uuid references people (id),
  owner_id uuid references people (id),
  strategy text not null,
  ring_seconds integer not null,
  state text not null,
  left_at timestamptz,
  -- When the caller was sent to whoever took him, or on with the script.
  moved_at timestamptz,
  created_at timestamptz not null default now(),
  constraint queue_places_state_check check (state in ('waiting', 'taken', 'left', 'kept'))
);
--> statement-breakpoint
-- why: who waits, in the order in which they came; each inbound call of a department with a queue counts them
create index queue_places_waiting_idx on queue_places (department_id, since) where state = 'waiting';
--> statement-breakpoint
-- why: who was taken and is still to be brought together with who took him
create index queue_places_taken_idx on queue_places (left_at) where state = 'taken' and moved_at is null;
--> statement-breakpoint
-- One telephone rung for a waiting caller by a call of its own: claimed before it is dialled, since dialling cannot be repeated.
create table queue_offers (
  id uuid primary key,
  call_id uuid not null references calls (id),
  step integer not null,
  person_id uuid not null references people (id),
  device_id uuid not null references devices (id),
  address text not null,
  caller_id text not null,
  offered_at timestamptz not null,
  ring_until timestamptz not null,
  -- Null: it waits for its turn to be dialled.
  dialled_at timestamptz,
  over_at timestamptz,
  -- It was over although the caller still waited.
  in_vain boolean not null default false,
  created_at timestamptz not null default now()
);
--> statement-breakpoint
-- why: who rings for the queue now
create index queue_offers_open_idx on queue_offers (offered_at) where over_at is null;
--> statement-breakpoint
create index queue_offers_call_idx on queue_offers (call_id, offered_at);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['queue_places', 'queue_offers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
    execute format('create policy house_all on %I to ringbase_routing, ringbase_worker using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
create policy queue_places_read on queue_places for select to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[])
    or exists (select from calls c where c.id = call_id));
--> statement-breakpoint
grant select on queue_places to ringbase_app;
grant select, insert, update on queue_places to ringbase_routing;
grant select, insert, update on queue_places, queue_offers to ringbase_worker;
