-- A caller is moved by one worker at a time: who is redirected a second time falls out of the conversation that has just begun.
alter table queue_places add column move_asked_at timestamptz;
--> statement-breakpoint
-- Of two offers that ring one person the earlier stays.
update queue_offers o set over_at = now() where over_at is null and exists (
  select from queue_offers e where e.person_id = o.person_id and e.over_at is null and (e.offered_at, e.id) < (o.offered_at, o.id));
--> statement-breakpoint
-- why: nobody is rung for two callers, whatever the number of workers
create unique index queue_offers_person on queue_offers (person_id) where over_at is null;
--> statement-breakpoint
-- why: who was rung in vain within the last minute is left in peace
create index queue_offers_in_vain_idx on queue_offers (over_at) where in_vain;
--> statement-breakpoint
-- why: which offer a call of the provider's came from
create index queue_offers_provider_call_idx on queue_offers (provider_call_id) where provider_call_id is not null;
