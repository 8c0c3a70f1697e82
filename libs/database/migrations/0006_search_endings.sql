-- LIKE takes its index only when the pattern is known while planning, which inside a function it is not: the same as a range.
create or replace function search_clients_by_number(numbers text[], ending text) returns setof uuid
  language sql stable
  as $$
    select client_id from phones where e164 = any (numbers)
    union
    select client_id from phones
    where ending is not null and reverse(e164) ~>=~ reverse(ending) and reverse(e164) ~<~ (reverse(ending) || ':') -- the sign after 9
      and (select sees_numbers from people where id = access_person())
  $$;
--> statement-breakpoint
-- For unknown words the planner expects so much that it would rather read every application than look a few up.
alter function search_applications(text, text[], integer, text[], text, integer) set enable_seqscan = off;
alter function search_clients(text, text[], text[], text, integer) set enable_seqscan = off;
