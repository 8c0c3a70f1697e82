-- Histories are appended to and never changed; acts on calls are the house's (they go through the call's own projection), not a person's rows.
revoke update on call_events, call_signals from ringbase_routing, ringbase_worker;
--> statement-breakpoint
revoke update on application_changes, comments, listens from ringbase_worker;
--> statement-breakpoint
revoke insert on call_events from ringbase_app;
revoke insert, update on remembered_choices from ringbase_app;
revoke update (client_id, phone_id, application_id, version) on calls from ringbase_app;
revoke update (claimed_tab, claimed_until) on offers from ringbase_app;
--> statement-breakpoint
drop policy call_events_insert on call_events;
drop policy remembered_choices_insert on remembered_choices;
drop policy remembered_choices_write on remembered_choices;
drop policy calls_write on calls;
drop policy offers_write on offers;
