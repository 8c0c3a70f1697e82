-- A task that a call script has set is a promise like a reminder: a client may have several, and its call makes another promise of its own.
alter table callbacks drop constraint callbacks_origin_check;
--> statement-breakpoint
alter table callbacks add constraint callbacks_origin_check
  check (origin in ('reminder', 'missed-call', 'voicemail', 'queue-place', 'review', 'task'));
--> statement-breakpoint
drop index callbacks_one_per_call;
--> statement-breakpoint
-- why: a call makes one promise and one review, however often its end is told; a script may set several tasks
create unique index callbacks_one_per_call on callbacks (call_id) where call_id is not null and origin not in ('review', 'task');
--> statement-breakpoint
-- A notice is read by whom its script told: the socket carries its id alone, so that what it says is masked for each reader.
create policy script_effects_notice on script_effects for select to ringbase_app
  using (kind = 'notify' and state = 'done' and body->'people' ? (select access_person())::text);
--> statement-breakpoint
grant select (id, call_id, kind, body, state) on script_effects to ringbase_app;
