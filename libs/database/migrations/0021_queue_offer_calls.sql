-- Which call of the provider's an offer became: a click whose own call is not known must not take it for his. Null: not dialled, or nobody knows.
alter table queue_offers add column provider_call_id text;
