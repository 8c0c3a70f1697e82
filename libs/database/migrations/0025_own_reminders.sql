-- A reminder that somebody has set himself is no promise of the house's. It shows of its client what its owner sees of him anyhow, so nothing any more once the
-- client is another's; with what was passed on to him he has to call a client whom he does not see.
create or replace function access_promised_phones() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select coalesce(array_agg(distinct phone_id), '{}') from callbacks
    where owner_id = access_person() and state = 'open' and origin <> 'review' and (origin <> 'reminder' or passed_at is not null) and phone_id is not null
  $$;
--> statement-breakpoint
create or replace function promised_name(of_callback uuid) returns text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select c.name from callbacks b join clients c on c.id = b.client_id
    where b.id = of_callback and b.owner_id = access_person() and b.state = 'open' and b.origin <> 'review'
      and (b.origin <> 'reminder' or b.passed_at is not null)
  $$;
--> statement-breakpoint
comment on function access_promised_phones() is 'The telephones that he has to call by a promise of the house''s, or that were passed on to him; not those of his own reminders.';
--> statement-breakpoint
comment on function promised_name(uuid) is 'Whom he has to call, by name, though the client is another''s; null for anybody else''s promise, for one that is closed and for a reminder of his own.';
