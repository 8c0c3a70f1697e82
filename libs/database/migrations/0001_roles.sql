-- The roles that services act in. They own nothing, so row-level security binds them; the signed-in user needs membership only.
do $$
declare role_name text;
begin
  foreach role_name in array array['ringbase_app', 'ringbase_routing', 'ringbase_worker'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin', role_name);
      exception when duplicate_object or unique_violation then
        null; -- another database of this cluster is being migrated at this moment
      end;
    end if;
    execute format('grant %I to current_user', role_name);
  end loop;
end $$;
--> statement-breakpoint
grant usage on schema public to ringbase_app, ringbase_routing, ringbase_worker;
--> statement-breakpoint
grant select, insert, update on all tables in schema public to ringbase_app, ringbase_worker, ringbase_routing;
--> statement-breakpoint
grant delete on tabs, remembered_choices to ringbase_app, ringbase_worker, ringbase_routing;
--> statement-breakpoint
grant delete on outbox to ringbase_worker;
