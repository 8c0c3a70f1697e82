-- Search and the orders of the lists. LIKE is not leakproof: under row-level security its index would not be used. Candidate ids come from
-- functions of the owner that apply the same rule (application_in_scope); the caller joins them under the policies.

create extension if not exists pg_trgm;
--> statement-breakpoint
create function search_form(given text) returns text
  language sql immutable parallel safe
  as $$ select translate(lower(given), 'ё', 'е') $$;
comment on function search_form(text) is 'Text as it is compared: small letters, ё as е. Lower case of Cyrillic needs a database with a UTF-8 locale.';
--> statement-breakpoint
-- why: a word anywhere in a client's name, an application's title, a contact's name
create index clients_name_search_idx on clients using gin (search_form(name) gin_trgm_ops);
create index applications_title_search_idx on applications using gin (search_form(title) gin_trgm_ops);
create index contacts_name_search_idx on contacts using gin (search_form(name) gin_trgm_ops);
-- why: the last digits of a number, for those who see numbers
create index phones_ending_idx on phones (reverse(e164) text_pattern_ops);
-- why: the list's other orders
create index applications_created_idx on applications (created_at desc, id desc);
create index applications_amount_idx on applications (coalesce(amount_minor, -1) desc, id desc);
-- why: the clients' list stands in the order of names
create index clients_name_idx on clients (search_form(name), id);
--> statement-breakpoint
-- Inlined into both searches, which alone may call them (no SET of their own, or they would not be). What is longest in the query is
-- looked up by index, the rest is checked on what that finds.
create function search_clients_by_text(longest text) returns setof uuid
  language sql stable
  as $$
    select id from clients where search_form(name) like longest
    union
    select client_id from contacts where search_form(name) like longest
  $$;
--> statement-breakpoint
create function search_clients_by_number(numbers text[], ending text) returns setof uuid
  language sql stable
  as $$
    select client_id from phones where e164 = any (numbers)
    union
    select client_id from phones
    where ending is not null and reverse(e164) like reverse(ending) || '%'
      and (select sees_numbers from people where id = access_person())
  $$;
comment on function search_clients_by_number(text[], text) is 'Whole numbers for everybody; endings for those only who see numbers, else they could be told digit by digit.';
--> statement-breakpoint
create function search_applications(longest text, others text[], of_number integer, numbers text[], ending text, at_most integer)
  returns table (id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with by_number as materialized (select client_id from search_clients_by_number(numbers, ending) as client_id),
    hit as (
      select a.id from applications a where longest is not null and search_form(a.title) like longest
      union
      select a.id from applications a where longest is not null and a.client_id in (select * from search_clients_by_text(longest))
      union
      select a.id from applications a where a.number = of_number
      union
      select a.id from applications a where a.client_id in (select client_id from by_number)
    )
    select a.id
    from applications a
    where a.id in (select hit.id from hit)
      and application_in_scope(a.id, a.owner_id, a.department_id,
        (select access_role()), (select access_people()), (select access_departments()), (select access_grants()))
      and (cardinality(others) = 0 or a.number = of_number or a.client_id in (select client_id from by_number)
        or (select search_form(concat_ws(' ', a.title, c.name, (select string_agg(k.name, ' ') from contacts k where k.client_id = c.id)))
            from clients c where c.id = a.client_id) like all (others))
    order by a.touched_at desc, a.id desc
    limit at_most
  $$;
--> statement-breakpoint
create function search_clients(longest text, others text[], numbers text[], ending text, at_most integer)
  returns table (id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with by_number as materialized (select client_id from search_clients_by_number(numbers, ending) as client_id),
    hit as (
      select by_text as id from search_clients_by_text(longest) as by_text
      union
      select client_id from by_number
    )
    select c.id
    from hit join clients c on c.id = hit.id
    where ((select access_role()) = 'director' or c.owner_id = any ((select access_people())::uuid[])
        or exists (select from applications a where a.client_id = c.id
          and application_in_scope(a.id, a.owner_id, a.department_id,
            (select access_role()), (select access_people()), (select access_departments()), (select access_grants()))))
      and (cardinality(others) = 0 or c.id in (select client_id from by_number)
        or search_form(concat_ws(' ', c.name, (select string_agg(k.name, ' ') from contacts k where k.client_id = c.id))) like all (others))
    order by search_form(c.name), c.id
    limit at_most
  $$;
comment on function search_applications(text, text[], integer, text[], text, integer) is
  'Applications of the asking person''s that the query means: `longest` and `others` are LIKE patterns of its words; newest first.';
--> statement-breakpoint
revoke execute on function search_form(text), search_clients_by_text(text), search_clients_by_number(text[], text),
  search_applications(text, text[], integer, text[], text, integer), search_clients(text, text[], text[], text, integer) from public;
--> statement-breakpoint
grant execute on function search_form(text) to ringbase_app, ringbase_routing, ringbase_worker;
--> statement-breakpoint
grant execute on function search_applications(text, text[], integer, text[], text, integer), search_clients(text, text[], text[], text, integer) to ringbase_app;
