-- What callers of a department hear while they wait or are held; null: the music that ships.
alter table departments add column hold_sound_id uuid references sounds (id);
--> statement-breakpoint
-- Who is rung for a department, and in which order, its head says.
create policy department_members_write on department_members for update to ringbase_app
  using ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]))
  with check ((select access_role()) = 'director' or department_id = any ((select access_departments())::uuid[]));
--> statement-breakpoint
-- A curator sees at which telephones the people of his departments are rung.
drop policy devices_read on devices;
--> statement-breakpoint
create policy devices_read on devices for select to ringbase_app
  using (person_id = (select access_person()) or (select access_role()) = 'director'
    or exists (select from department_members m where m.person_id = devices.person_id and m.department_id = any ((select access_departments())::uuid[])));
--> statement-breakpoint
grant update (language, time_zone, recording_announcement, wrap_up_seconds, hold_sound_id) on departments to ringbase_app;
grant update (in_ring_group, rank) on department_members to ringbase_app;
grant update (label) on dispositions to ringbase_app;
