-- A person can be on several calls at once: how many before he is rung no more is his own number.
alter table people add column simultaneous_calls integer not null default 1;
--> statement-breakpoint
alter table people add constraint people_simultaneous_calls_check check (simultaneous_calls between 1 and 5);
--> statement-breakpoint
-- Who is on which call now: written with the call, gone when he leaves it.
create table person_calls (
  person_id uuid not null references people (id),
  call_id uuid not null references calls (id),
  since timestamptz not null,
  primary key (person_id, call_id)
);
--> statement-breakpoint
insert into person_calls (person_id, call_id, since)
  select person_id, on_call_id, coalesce(on_call_since, chosen_at) from presence join calls on calls.id = on_call_id;
--> statement-breakpoint
alter table person_calls enable row level security;
--> statement-breakpoint
alter table person_calls force row level security;
--> statement-breakpoint
create policy owner_all on person_calls to current_user using (true) with check (true);
create policy house_all on person_calls to ringbase_routing, ringbase_worker using (true) with check (true);
-- As presence: everybody who works here knows whether a colleague is on a call. What the call is about has policies of its own.
create policy person_calls_read on person_calls for select to ringbase_app using ((select access_person()) is not null);
-- How many calls a person can lead at once is set for him by a director, or by the curator of a department of his.
create policy people_lead on people for update to ringbase_app
  using ((select access_role()) = 'director' or ((select access_role()) = 'curator'
    and exists (select from department_members m where m.person_id = people.id and m.department_id = any ((select access_departments())::uuid[]))))
  with check (true);
--> statement-breakpoint
grant select (simultaneous_calls) on people to ringbase_app, ringbase_routing, ringbase_worker;
grant update (simultaneous_calls) on people to ringbase_app;
grant select on person_calls to ringbase_app;
grant select, insert, delete on person_calls to ringbase_routing, ringbase_worker;
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
          or exists (select from person_calls p where p.person_id = access_person() and p.call_id = c.id)) as mine
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
-- presence.on_call_id and on_call_since are read and written by nobody any more; they go in a later step, when no replica of before it runs.
