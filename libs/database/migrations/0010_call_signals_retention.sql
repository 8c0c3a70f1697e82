-- Claims of webhooks are kept as long as anybody could repeat one; the call's history is in call_events and stays.
grant delete on call_signals to ringbase_worker;
--> statement-breakpoint
-- why: the oldest are swept away
create index call_signals_created_idx on call_signals (created_at);
