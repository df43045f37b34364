-- Why: asked for a whole round, the subqueries of the reading were estimated so dear that the server compiled them for longer than they ran; one pass over the requirements says the same (MMA-08).

create or replace function certification.requirement_standing(of_application uuid, on_day date) returns table (
  item_code text, finding text, expires_on date, ran_out boolean, is_open boolean)
language sql stable as $$
  select e.item_code, e.finding, e.expires_on, e.ran_out,
    case
      when e.holds then false
      when e.aid and coalesce(r.either, false) then not bool_or(e.aid and e.holds) over ()
      else true
    end
  from certification.application a
  cross join lateral (select least(on_day, (a.closed_at at time zone 'America/New_York')::date) as day) d
  left join lateral (
    select x.needs = 'Either' as either from certification.aid_rule x where x.valid_from <= a.received_on order by x.valid_from desc limit 1) r on true
  cross join lateral (
    select x.item_code, x.finding, x.expires_on, coalesce(x.finding = 'Met' and x.expires_on < d.day, false) as ran_out,
      x.finding = 'Waived' or x.finding = 'Met' and coalesce(x.expires_on >= d.day, true) as holds, x.item_code in ('first-aid', 'cpr') as aid
    from certification.requirement_evidence x where x.application_id = a.id and x.superseded_at is null) e
  where a.id = of_application
$$;
