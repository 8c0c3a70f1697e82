-- A kept place in the queue is promised as well; a review asks to look at a call that somebody else has answered.
alter table callbacks drop constraint callbacks_origin_check;
--> statement-breakpoint
alter table callbacks add constraint callbacks_origin_check check (origin in ('reminder', 'missed-call', 'voicemail', 'queue-place', 'review'));
--> statement-breakpoint
-- `owner_id` is whoever has to call now. Whose it was before it was passed on, how far up it has gone, from whom and why; all null: it has not been.
alter table callbacks add column first_owner_id uuid references people (id);
--> statement-breakpoint
alter table callbacks add column passed_level text;
--> statement-breakpoint
alter table callbacks add column passed_from_id uuid references people (id);
--> statement-breakpoint
alter table callbacks add column passed_reason text;
--> statement-breakpoint
alter table callbacks add column passed_at timestamptz (3);
--> statement-breakpoint
-- When it is next looked at whether it passes on; null: not at all, unless its owner is dismissed.
alter table callbacks add column look_at timestamptz (3);
--> statement-breakpoint
-- When a caller was promised to be called, and until when that is in time: written once, so that neither a snooze nor another rule changes what was.
alter table callbacks add column promised_at timestamptz (3);
--> statement-breakpoint
alter table callbacks add column keep_by timestamptz (3);
--> statement-breakpoint
alter table callbacks add constraint callbacks_passed_level_check check (passed_level in ('assistant', 'curator', 'director'));
--> statement-breakpoint
alter table callbacks add constraint callbacks_passed_reason_check
  check (passed_reason in ('no-owner', 'owner-dismissed', 'on-break', 'away', 'offline', 'not-called-back'));
--> statement-breakpoint
update callbacks set promised_at = due_at, keep_by = due_at + interval '60 minutes', look_at = case when state = 'open' and fired_at is not null then due_at end
  where origin in ('missed-call', 'voicemail');
--> statement-breakpoint
drop index callbacks_one_per_client;
--> statement-breakpoint
drop index callbacks_one_per_number;
--> statement-breakpoint
drop index callbacks_one_per_call;
--> statement-breakpoint
-- why: one open promise to a client, and one to an unknown number; what is personal (a reminder, a review) is none
create unique index callbacks_one_per_client on callbacks (client_id)
  where state = 'open' and origin in ('missed-call', 'queue-place', 'voicemail') and client_id is not null;
--> statement-breakpoint
create unique index callbacks_one_per_number on callbacks (caller_e164)
  where state = 'open' and origin in ('missed-call', 'queue-place', 'voicemail') and client_id is null;
--> statement-breakpoint
-- why: a call makes one promise and one review, however often its end is told
create unique index callbacks_one_per_call on callbacks (call_id) where call_id is not null and origin <> 'review';
--> statement-breakpoint
create unique index callbacks_one_review_per_call on callbacks (call_id) where call_id is not null and origin = 'review';
--> statement-breakpoint
-- why: the worker's loop over what may pass on
create index callbacks_look_idx on callbacks (look_at) where state = 'open' and look_at is not null;
--> statement-breakpoint
-- why: the share kept in time of a period
create index callbacks_promised_idx on callbacks (promised_at) where promised_at is not null;
--> statement-breakpoint
-- How a department keeps its word (`CallbackRules` of domain): minutes of its open hours.
alter table departments add column callback_keep_minutes integer not null default 60 check (callback_keep_minutes between 1 and 10080);
--> statement-breakpoint
alter table departments add column callback_assistant_minutes integer not null default 15 check (callback_assistant_minutes between 1 and 10080);
--> statement-breakpoint
alter table departments add column callback_curator_minutes integer not null default 30 check (callback_curator_minutes between 1 and 10080);
--> statement-breakpoint
grant update (callback_keep_minutes, callback_assistant_minutes, callback_curator_minutes) on departments to ringbase_app;
--> statement-breakpoint
-- What he has to call back: the telephones of the open promises that lie with him, and nothing else of whom they are to.
create function access_promised_phones() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select coalesce(array_agg(distinct phone_id), '{}') from callbacks
    where owner_id = access_person() and state = 'open' and origin <> 'review' and phone_id is not null
  $$;
comment on function access_promised_phones() is 'The telephones that he has promised to call, or that were passed on to him.';
--> statement-breakpoint
create function promised_name(of_callback uuid) returns text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select c.name from callbacks b join clients c on c.id = b.client_id
    where b.id = of_callback and b.owner_id = access_person() and b.state = 'open' and b.origin <> 'review'
  $$;
comment on function promised_name(uuid) is 'Whom he has to call, by name, though the client is another''s; null for anybody else''s promise and for one that is closed.';
--> statement-breakpoint
revoke execute on function access_promised_phones(), promised_name(uuid) from public;
--> statement-breakpoint
grant execute on function access_promised_phones(), promised_name(uuid) to ringbase_app;
--> statement-breakpoint
drop policy phones_read on phones;
--> statement-breakpoint
create policy phones_read on phones for select to ringbase_app
  using (id = any ((select access_promised_phones())::uuid[]) or exists (select from clients c where c.id = client_id));
--> statement-breakpoint
-- Whose it was before still sees it, and may still keep it.
drop policy callbacks_read on callbacks;
--> statement-breakpoint
create policy callbacks_read on callbacks for select to ringbase_app
  using ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[]) or first_owner_id = any ((select access_people())::uuid[])
    or department_id = any ((select access_departments())::uuid[]) or exists (select from applications a where a.id = application_id));
--> statement-breakpoint
drop policy callbacks_write on callbacks;
--> statement-breakpoint
create policy callbacks_write on callbacks for update to ringbase_app
  using ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[]) or first_owner_id = any ((select access_people())::uuid[])
    or department_id = any ((select access_departments())::uuid[]) or exists (select from applications a where a.id = application_id))
  with check ((select access_role()) = 'director' or owner_id = any ((select access_people())::uuid[]) or first_owner_id = any ((select access_people())::uuid[])
    or department_id = any ((select access_departments())::uuid[]) or exists (select from applications a where a.id = application_id));
