-- Whoever answered sees the client on the card while he talks; in his wrap-up the grant shows it, and afterwards nothing does.
create or replace function ringing_card(of_call uuid) returns table (
    state text, direction text, department_id uuid, dialled text, caller_raw text, caller_e164 text, started_at timestamptz, answered_by_id uuid,
    answered_by_name text, ringing boolean, entitled boolean, reason text, client_id uuid, client_name text, last_contact_at timestamptz,
    application_id uuid, application_number integer, owner_id uuid, owner_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with offered as (
      select c.*,
        c.state <> 'ended' and exists (select from offers o where o.call_id = c.id and o.person_id = access_person() and o.over_at is null) as ringing,
        coalesce(c.answered_by_person_id = access_person(), false) and c.state <> 'ended' as mine
      from calls c
      where c.id = of_call and exists (select from offers o where o.call_id = c.id and o.person_id = access_person())
    )
    select c.state, c.direction, c.department_id, c.dialled, c.caller_raw, c.caller_e164, c.started_at, c.answered_by_person_id, by.name,
      c.ringing, c.ringing or c.mine,
      (select e.body -> 'attribution' ->> 'reason' from call_events e where e.call_id = c.id and e.kind = 'received' order by e.number limit 1),
      k.id, k.name, k.last_contact_at, a.id, a.number, w.id, w.name
    from offered c
    left join people by on by.id = c.answered_by_person_id
    left join clients k on k.id = c.client_id and (c.ringing or c.mine)
    left join applications a on a.id = c.application_id and (c.ringing or c.mine)
    left join people w on w.id = a.owner_id
  $$;
