-- Who may see and do what, enforced by the database itself. The three roles own nothing and every table is forced, so nobody but
-- the owner reads past a policy. What a signed-in person sees stands in one place: the access_… functions and application_in_scope.

-- 1. Who is asking. They are SECURITY DEFINER because they read people before any policy can be answered; each takes the person
--    from the transaction's own setting, never as an argument. Used as (select f()) they are evaluated once per query.

create function access_person() returns uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select id from people where id = nullif(current_setting('app.person_id', true), '')::uuid and dismissed_at is null $$;
comment on function access_person() is 'The person of this transaction; null for nobody, for an unknown and for a dismissed one: they see nothing.';
--> statement-breakpoint
create function access_role() returns text
  language sql stable security definer set search_path = public, pg_temp
  as $$ select role from people where id = access_person() $$;
--> statement-breakpoint
create function access_people() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select coalesce(array_agg(id), '{}') from (
      select id from people where id = access_person()
      union
      select superior_id from people where id = access_person() and role = 'assistant' and superior_id is not null
      union
      select id from people where superior_id = access_person() and role = 'assistant'
    ) as whose
  $$;
comment on function access_people() is 'Whose applications are his: his own, his assistants'', and an assistant''s superior''s.';
--> statement-breakpoint
create function access_departments() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce(array_agg(department_id), '{}') from department_members where person_id = access_person() and access_role() = 'curator' $$;
comment on function access_departments() is 'The departments a curator answers for; empty for everybody else.';
--> statement-breakpoint
create function access_grants() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select coalesce(array_agg(distinct application_id), '{}') from call_grants
    where person_id = access_person() and (until is null or until > nullif(current_setting('app.now', true), '')::timestamptz)
  $$;
comment on function access_grants() is 'Applications shown to him because he answered their call, until his wrap-up ends.';
--> statement-breakpoint
-- The rule itself. Plain SQL and each argument used once, so that the planner inlines it and sees the columns.
create function application_in_scope(id uuid, owner_id uuid, department_id uuid, role text, people uuid[], departments uuid[], grants uuid[]) returns boolean
  language sql immutable parallel safe
  as $$ select role = 'director' or owner_id = any (people) or department_id = any (departments) or id = any (grants) $$;
--> statement-breakpoint

-- 2. The doors of sign-in: nobody is signed in yet, and no role may read a password's hash or a session.

create function sign_in_facts(sign_in_email text) returns table (person_id uuid, password_hash text, dismissed boolean)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select id, password_hash, dismissed_at is not null from people where lower(email) = lower(sign_in_email) $$;
--> statement-breakpoint
create function open_session(new_token_hash text, for_person uuid, until timestamptz) returns void
  language sql volatile security definer set search_path = public, pg_temp
  as $$ insert into sessions (token_hash, person_id, expires_at) values (new_token_hash, for_person, until) $$;
--> statement-breakpoint
create function use_session(old_token_hash text, at timestamptz, renew_before timestamptz, renew_until timestamptz)
  returns table (person_id uuid, role text, sees_numbers boolean, time_zone text, expires_at timestamptz)
  language sql volatile security definer set search_path = public, pg_temp
  as $$
    update sessions s set expires_at = renew_until
    where s.token_hash = old_token_hash and s.ended_at is null and s.expires_at > at and s.expires_at < renew_before;
    select p.id, p.role, p.sees_numbers, p.time_zone, s.expires_at
    from sessions s join people p on p.id = s.person_id
    where s.token_hash = old_token_hash and s.ended_at is null and s.expires_at > at and p.dismissed_at is null
  $$;
comment on function use_session(text, timestamptz, timestamptz, timestamptz) is 'Whose session this is, and slides it; nobody''s when it has ended or run out, or he was dismissed.';
--> statement-breakpoint
create function end_session(old_token_hash text, at timestamptz) returns void
  language sql volatile security definer set search_path = public, pg_temp
  as $$ update sessions set ended_at = at where token_hash = old_token_hash and ended_at is null $$;
--> statement-breakpoint
-- why: sign-in asks by the address however it was typed, and two people never share one
create unique index people_email_lower_key on people (lower(email));
--> statement-breakpoint
revoke execute on all functions in schema public from public;
--> statement-breakpoint
grant execute on function access_person(), access_role(), access_people(), access_departments(), access_grants(),
  application_in_scope(uuid, uuid, uuid, text, uuid[], uuid[], uuid[]),
  sign_in_facts(text), open_session(text, uuid, timestamptz), use_session(text, timestamptz, timestamptz, timestamptz), end_session(text, timestamptz)
  to ringbase_app;
--> statement-breakpoint

-- 3. Every table is forced. The owner (migrations, seed, the functions above) passes by a policy of its own; routing and workers act for
--    the house, on every row, and are held by what they are granted.
do $$
declare t text;
begin
  for t in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
    execute format('create policy house_all on %I to ringbase_routing, ringbase_worker using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint

-- 4. A signed-in person.

-- Everybody who works here knows his colleagues, the departments and what they are reached by.
create policy people_read on people for select to ringbase_app using ((select access_person()) is not null);
create policy people_write on people for update to ringbase_app using (id = (select access_person())) with check (id = (select access_person()));
create policy departments_read on departments for select to ringbase_app using ((select access_person()) is not null);
create policy department_members_read on department_members for select to ringbase_app using ((select access_person()) is not null);
create policy dids_read on dids for select to ringbase_app using ((select access_person()) is not null);
create policy call_scripts_read on call_scripts for select to ringbase_app using ((select access_person()) is not null);
create policy application_types_read on application_types for select to ringbase_app using ((select access_person()) is not null);
create policy presence_read on presence for select to ringbase_app using ((select access_person()) is not null);
create policy presence_insert on presence for insert to ringbase_app with check (person_id = (select access_person()));
create policy presence_write on presence for update to ringbase_app using (person_id = (select access_person())) with check (person_id = (select access_person()));
create policy tabs_read on tabs for select to ringbase_app using ((select access_person()) is not null);
create policy tabs_insert on tabs for insert to ringbase_app with check (person_id = (select access_person()));
create policy tabs_write on tabs for update to ringbase_app using (person_id = (select access_person())) with check (person_id = (select access_person()));
create policy tabs_delete on tabs for delete to ringbase_app using (person_id = (select access_person()));
-- A colleague's mobile number is his own affair.
create policy devices_read on devices for select to ringbase_app
  using (person_id = (select access_person()) or (select access_role()) = 'director');
create policy news_versions_read on news_versions for select to ringbase_app using (person_id = (select access_person()));
--> statement-breakpoint
create policy applications_read on applications for select to ringbase_app
  using (application_in_scope(id, owner_id, department_id, (select access_role()), (select access_people()), (select access_departments()), (select access_grants())));
create policy applications_insert on applications for insert to ringbase_app
  with check (application_in_scope(id, owner_id, department_id, (select access_role()), (select access_people()), (select access_departments()), '{}'));
create policy applications_write on applications for update to ringbase_app
  using (application_in_scope(id, owner_id, department_id, (select access_role()), (select access_people()), (select access_departments()), (select access_grants())))
  with check (application_in_scope(id, owner_id, department_id, (select access_role()), (select access_people()), (select access_departments()), (select access_grants())));

create policy application_changes_read on application_changes for select to ringbase_app
  using (exists (select from applications a where a.id = application_id));
create policy application_changes_insert on application_changes for insert to ringbase_app
  with check (actor_id = (select access_person()) and exists (select from applications a where a.id = application_id));
create policy comments_read on comments for select to ringbase_app
  using (exists (select from applications a where a.id = application_id));
create policy comments_insert on comments for insert to ringbase_app
  with check (author_id = (select access_person()) and exists (select from applications a where a.id = application_id));
create policy remembered_choices_read on remembered_choices for select to ringbase_app
  using (exists (select from applications a where a.id = application_id));
create policy remembered_choices_insert on remembered_choices for insert to ringbase_app
  with check (chosen_by = (select access_person()) and exists (select from applications a where a.id = application_id));
create policy remembered_choices_write on remembered_choices for update to ringbase_app
  using (exists (select from applications a where a.id = application_id))
  with check (chosen_by = (select access_person()) and exists (select from applications a where a.id = application_id));
create policy call_grants_read on call_grants for select to ringbase_app using (person_id = (select access_person()));
--> statement-breakpoint
-- A client: his owner's, and whoever sees an application of his (the applications' own policy answers that).
create policy clients_read on clients for select to ringbase_app
  using ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[])
    or exists (select from applications a where a.client_id = clients.id));
create policy clients_insert on clients for insert to ringbase_app
  with check ((select access_role()) in ('director', 'curator') or owner_id = any ((select access_people())::uuid[]));
create policy clients_write on clients for update to ringbase_app
  using ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[])
    or exists (select from applications a where a.client_id = clients.id))
  with check ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[])
    or exists (select from applications a where a.client_id = clients.id));
create policy contacts_read on contacts for select to ringbase_app using (exists (select from clients c where c.id = client_id));
create policy contacts_insert on contacts for insert to ringbase_app with check (exists (select from clients c where c.id = client_id));
create policy phones_read on phones for select to ringbase_app using (exists (select from clients c where c.id = client_id));
create policy phones_insert on phones for insert to ringbase_app with check (exists (select from clients c where c.id = client_id));
--> statement-breakpoint
-- A call: of an application that is seen, picked up by or meant for one of his people, or his department's.
create policy calls_read on calls for select to ringbase_app
  using ((select access_role()) = 'director' or answered_by_person_id = any ((select access_people())::uuid[])
    or intended_person_id = any ((select access_people())::uuid[]) or department_id = any ((select access_departments())::uuid[])
    or exists (select from applications a where a.id = application_id));
create policy calls_write on calls for update to ringbase_app
  using ((select access_role()) = 'director' or answered_by_person_id = any ((select access_people())::uuid[])
    or intended_person_id = any ((select access_people())::uuid[]) or department_id = any ((select access_departments())::uuid[])
    or exists (select from applications a where a.id = application_id))
  with check (application_id is null or exists (select from applications a where a.id = application_id));
create policy legs_read on legs for select to ringbase_app using (exists (select from calls c where c.id = call_id));
create policy call_events_read on call_events for select to ringbase_app using (exists (select from calls c where c.id = call_id));
create policy call_events_insert on call_events for insert to ringbase_app with check (exists (select from calls c where c.id = call_id));
create policy recordings_read on recordings for select to ringbase_app using (exists (select from calls c where c.id = call_id));
create policy recordings_write on recordings for update to ringbase_app
  using (exists (select from calls c where c.id = call_id)) with check (exists (select from calls c where c.id = call_id));
create policy listens_read on listens for select to ringbase_app
  using ((select access_role()) = 'director' or person_id = (select access_person()));
create policy listens_insert on listens for insert to ringbase_app
  with check (person_id = (select access_person()) and exists (select from recordings r where r.id = recording_id));
-- What rings at him he learns from his offers; the call itself stays another's (its card tells what he may know).
create policy offers_read on offers for select to ringbase_app
  using (person_id = (select access_person()) or exists (select from calls c where c.id = call_id));
create policy offers_write on offers for update to ringbase_app
  using (person_id = (select access_person())) with check (person_id = (select access_person()));
create policy dial_intents_read on dial_intents for select to ringbase_app using (person_id = (select access_person()));
create policy dial_intents_insert on dial_intents for insert to ringbase_app
  with check (person_id = (select access_person()) and exists (select from phones p where p.id = phone_id));
--> statement-breakpoint
create policy callbacks_read on callbacks for select to ringbase_app
  using ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[]) or department_id = any ((select access_departments())::uuid[])
    or exists (select from applications a where a.id = application_id));
create policy callbacks_insert on callbacks for insert to ringbase_app
  with check (created_by = (select access_person())
    and (application_id is null or exists (select from applications a where a.id = application_id))
    and (client_id is null or exists (select from clients c where c.id = client_id)));
create policy callbacks_write on callbacks for update to ringbase_app
  using ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[]) or department_id = any ((select access_departments())::uuid[])
    or exists (select from applications a where a.id = application_id))
  with check ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[]) or department_id = any ((select access_departments())::uuid[])
    or exists (select from applications a where a.id = application_id));
--> statement-breakpoint
-- The log is written under one's own name and read by the director.
create policy audit_read on audit for select to ringbase_app using ((select access_role()) = 'director');
create policy audit_insert on audit for insert to ringbase_app with check (actor_id = (select access_person()));
create policy outbox_insert on outbox for insert to ringbase_app with check ((select access_person()) is not null);
create policy reconciliations_read on reconciliations for select to ringbase_app using ((select access_role()) in ('director', 'curator'));
create policy reconciliations_insert on reconciliations for insert to ringbase_app
  with check ((select access_role()) = 'director' and requested_by = (select access_person()));
create policy reconciliation_differences_read on reconciliation_differences for select to ringbase_app using ((select access_role()) in ('director', 'curator'));
--> statement-breakpoint

-- 5. What each role may do at all. Nothing but tabs, remembered choices and sent news is ever deleted by a service.
revoke all on all tables in schema public from ringbase_app, ringbase_routing, ringbase_worker;
--> statement-breakpoint
grant select (id, name, email, role, superior_id, locale, time_zone, extension, sees_numbers, dismissed_at, created_at) on people to ringbase_app, ringbase_routing, ringbase_worker;
grant update (locale) on people to ringbase_app;
grant update (dismissed_at) on people to ringbase_worker;

grant select on departments, department_members, dids, call_scripts, application_types, devices, news_versions, call_grants, calls, legs, offers, call_events,
  recordings, listens, dial_intents, audit, reconciliations, reconciliation_differences to ringbase_app;
grant select, insert, update on presence, callbacks, remembered_choices to ringbase_app;
grant select, insert, update, delete on tabs to ringbase_app;
grant select, insert on applications, application_changes, comments, clients, contacts, phones to ringbase_app;
grant update (title, contact_id, owner_id, status, type_id, important, amount_minor, paid_minor, currency, source, note, version, touched_at) on applications to ringbase_app;
grant update (kind, name, owner_id, email, city, last_contact_at) on clients to ringbase_app;
grant update (client_id, phone_id, application_id, version) on calls to ringbase_app;
grant update (claimed_tab, claimed_until) on offers to ringbase_app;
grant update (state, failure, attempts, next_attempt_at, lease_until) on recordings to ringbase_app;
grant insert on call_events, listens, dial_intents, audit, outbox, reconciliations to ringbase_app;
--> statement-breakpoint
grant select on departments, department_members, dids, call_scripts, devices, tabs, clients, contacts, phones, applications to ringbase_routing;
grant select, insert, update on remembered_choices, calls, legs, offers, call_events, call_signals, recordings, callbacks, presence, call_grants, dial_intents to ringbase_routing;
grant update (touched_at) on applications to ringbase_routing;
grant update (last_contact_at) on clients to ringbase_routing;
grant insert on outbox, audit to ringbase_routing;
--> statement-breakpoint
grant select, insert, update on departments, department_members, dids, call_scripts, devices, presence, clients, contacts, phones, application_types, applications,
  application_changes, comments, calls, legs, offers, call_events, call_signals, recordings, listens, callbacks, call_grants, dial_intents, dial_pace, news_versions,
  reconciliations, reconciliation_differences to ringbase_worker;
grant select, insert, update, delete on tabs, remembered_choices, outbox to ringbase_worker;
grant select, insert on audit to ringbase_worker;
grant select (token_hash, person_id, created_at, expires_at, ended_at), update (ended_at), delete on sessions to ringbase_worker;
