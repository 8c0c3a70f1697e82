-- A department's own extension at the company's PBX; null: it has none there.
alter table departments add column extension text;
--> statement-breakpoint
alter table departments add constraint departments_extension_check check (extension ~ '^[A-Za-z0-9._*#+-]{1,64}$');
--> statement-breakpoint
-- why: a PBX speaks of a desk phone by its extension, which is the user part of its address
create index devices_extension_idx on devices (substring(address from '^sips?:([^@;:]+)')) where kind = 'sip';
--> statement-breakpoint
-- A key of a PBX: its hash alone, so that a stolen table opens nothing. Several live ones at once let a key be changed without a gap.
create table pbx_keys (
  id uuid primary key,
  name text not null,
  -- The beginning of the key, by which a person tells one from another.
  hint text not null,
  key_hash text not null,
  -- Null: added by command, by whoever holds the owner's URL.
  added_by uuid references people (id),
  added_at timestamptz not null,
  -- To the hour.
  last_used_at timestamptz,
  revoked_by uuid references people (id),
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint pbx_keys_hash_key unique (key_hash)
);
--> statement-breakpoint
alter table pbx_keys enable row level security;
--> statement-breakpoint
alter table pbx_keys force row level security;
--> statement-breakpoint
create policy owner_all on pbx_keys to current_user using (true) with check (true);
create policy house_all on pbx_keys to ringbase_routing, ringbase_worker using (true) with check (true);
create policy pbx_keys_read on pbx_keys for select to ringbase_app using ((select access_role()) = 'director');
create policy pbx_keys_insert on pbx_keys for insert to ringbase_app
  with check ((select access_role()) = 'director' and added_by = (select access_person()));
create policy pbx_keys_write on pbx_keys for update to ringbase_app
  using ((select access_role()) = 'director') with check ((select access_role()) = 'director' and revoked_by = (select access_person()));
--> statement-breakpoint
-- Nobody who has signed in can read a hash.
grant select (id, name, hint, added_by, added_at, last_used_at, revoked_by, revoked_at, created_at), insert, update (revoked_by, revoked_at) on pbx_keys to ringbase_app;
grant select (id, key_hash, last_used_at, revoked_at), update (last_used_at) on pbx_keys to ringbase_routing;
