-- A policy sees rows, not columns: who may write his own row for his language could raise his own number of calls in it, and who leads a person could
-- choose that person's language. What may be changed by whom is told apart here; commands and the house itself are not asked.
create function people_columns_are_apart() returns trigger
  language plpgsql set search_path = public, pg_temp
  as $$
begin
  if new.simultaneous_calls <> old.simultaneous_calls and access_role() is distinct from 'director'
    and (old.id = access_person() or not exists
      (select from department_members m where m.person_id = old.id and m.department_id = any (access_departments())))
  then
    raise insufficient_privilege using message = 'the number of calls is set by who leads him';
  end if;
  if new.locale <> old.locale and old.id is distinct from access_person() then
    raise insufficient_privilege using message = 'everybody chooses his own language';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger people_columns_are_apart before update of simultaneous_calls, locale on people
  for each row when (current_user = 'ringbase_app') execute function people_columns_are_apart();
