-- A guest: neither the client nor one of ours, called into a call by a manager.
alter table legs drop constraint legs_role_check;
--> statement-breakpoint
alter table legs add constraint legs_role_check check (role in ('caller', 'client', 'manager', 'guest'));
--> statement-breakpoint
-- Who was on a call's line sees the call, whoever answered it first; a disposition is what the last of them says it came to.
create table dispositions (
  id uuid primary key,
  department_id uuid not null references departments (id),
  label text not null,
  rank integer not null default 0,
  archived boolean not null default false,
  created_at timestamptz not null default now(),
  constraint dispositions_label_key unique (department_id, label)
);
--> statement-breakpoint
alter table departments add column disposition_required boolean not null default false;
alter table calls add column line_person_ids uuid[] not null default '{}';
alter table calls add column disposition_id uuid references dispositions (id);
update calls set line_person_ids = array[answered_by_person_id] where answered_by_person_id is not null;
alter table presence add column wrap_up_call_id uuid;
--> statement-breakpoint
-- What the people on a call's line want of it and the provider is still to be asked: one row a call, taken by a worker with a lease.
create table call_controls (
  call_id uuid primary key references calls (id),
  due_at timestamptz,
  lease_until timestamptz,
  attempts integer not null default 0,
  -- What its recording was last told, and where.
  recording text,
  created_at timestamptz not null default now()
);
--> statement-breakpoint
-- why: the worker's loop
create index call_controls_due_idx on call_controls (due_at) where due_at is not null;
--> statement-breakpoint
-- One telephone to be rung for a call by a call of its own: claimed before it is dialled, since dialling cannot be repeated.
create table call_invitations (
  id uuid primary key,
  call_id uuid not null references calls (id),
  step integer not null,
  person_id uuid references people (id),
  asked_by uuid not null references people (id),
  address text not null,
  caller_id text not null,
  state text not null,
  provider_call_id text,
  requested_at timestamptz not null,
  until timestamptz not null,
  claimed_at timestamptz,
  created_at timestamptz not null default now(),
  constraint call_invitations_state_check check (state in ('waiting', 'dialling', 'dialled', 'failed', 'dropped'))
);
--> statement-breakpoint
create index call_invitations_call_idx on call_invitations (call_id, step);
-- why: the worker's loop, in the order of the wishes
create index call_invitations_waiting_idx on call_invitations (requested_at) where state in ('waiting', 'dialling');
-- why: the daily cap of a person
create index call_invitations_asked_by_idx on call_invitations (asked_by, requested_at desc);
-- why: the reconciler asks whose leg it is
create index call_invitations_provider_idx on call_invitations (provider_call_id) where provider_call_id is not null;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['dispositions', 'call_controls', 'call_invitations'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
    execute format('create policy house_all on %I to ringbase_routing, ringbase_worker using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
create policy dispositions_read on dispositions for select to ringbase_app using ((select access_person()) is not null);
create policy dispositions_insert on dispositions for insert to ringbase_app
  with check ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]));
create policy dispositions_write on dispositions for update to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]))
  with check ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]));
create policy call_invitations_read on call_invitations for select to ringbase_app using (asked_by = (select access_person()));
--> statement-breakpoint
grant update (disposition_required) on departments to ringbase_app;
grant select, insert, update (rank, archived) on dispositions to ringbase_app;
grant select on call_invitations to ringbase_app;
grant select, insert, update on call_controls to ringbase_routing;
grant select, insert, update on dispositions, call_controls, call_invitations to ringbase_worker;
--> statement-breakpoint
drop policy calls_read on calls;
--> statement-breakpoint
create policy calls_read on calls for select to ringbase_app
  using ((select access_role()) = 'director' or answered_by_person_id = any ((select access_people())::uuid[])
    or intended_person_id = any ((select access_people())::uuid[]) or department_id = any ((select access_departments())::uuid[])
    or line_person_ids && (select access_people())::uuid[]
    or exists (select from applications a where a.id = application_id));
--> statement-breakpoint
-- Whoever was called in sees the client on the card while he talks, as who answered does.
create or replace function ringing_card(of_call uuid) returns table (
    state text, direction text, department_id uuid, dialled text, caller_raw text, caller_e164 text, started_at timestamptz, answered_by_id uuid,
    answered_by_name text, ringing boolean, entitled boolean, reason text, client_id uuid, client_name text, last_contact_at timestamptz,
    application_id uuid, application_number integer, owner_id uuid, owner_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with offered as (
      select c.*,
        c.state <> 'ended' and exists (select from offers o where o.call_id = c.id and o.person_id = access_person() and o.over_at is null) as ringing,
        c.state <> 'ended' and (coalesce(c.answered_by_person_id = access_person(), false)
          or exists (select from presence p where p.person_id = access_person() and p.on_call_id = c.id)) as mine
      from calls c
      where c.id = of_call and exists (select from offers o where o.call_id = c.id and o.person_id = access_person())
    )
    select c.state, c.direction, c.department_id, c.dialled, c.caller_raw, c.caller_e164, c.started_at, c.answered_by_person_id, by.name,
      c.ringing, c.ringing or c.mine,
      (select e.body -> 'attribution' ->> 'reason' from call_events e where e.call_id = c.id and e.kind = 'received' order by e.number limit 1),
      k.id, k.name, k.last_contact_at, a.id, a.number, w.id, w.name
    from offered c
    left join people by on by.id = c.answered_by_person_id
    left join clients k on k.id = c.client_id and (c.ringing or c.mine)
    left join applications a on a.id = c.application_id and (c.ringing or c.mine)
    left join people w on w.id = a.owner_id
  $$;
--> statement-breakpoint
-- Who wants to hand a call on that rings at me.
create function asked_by(of_call uuid) returns table (id uuid, name text, mode text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select p.id, p.name, e.body ->> 'mode' from call_events e join people p on p.id = (e.body ->> 'personId')::uuid
    where e.call_id = of_call and e.kind = 'asked'
      and exists (select from offers o where o.call_id = of_call and o.person_id = access_person() and o.step = (e.body ->> 'step')::int)
    order by e.number desc limit 1
  $$;
--> statement-breakpoint
revoke execute on function asked_by(uuid) from public;
--> statement-breakpoint
grant execute on function asked_by(uuid) to ringbase_app;
