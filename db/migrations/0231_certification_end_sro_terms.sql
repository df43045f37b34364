-- Why: a certification as a school resource officer ends with its three years, as a decision of its own that leaves the officer's own certification alone (555 CMR 10.09).

insert into certification.decision_rule (decision, application, valid_from, status_code, needs_vote, closes, term_rule, authority, source, reviewable) values
  ('Expire', 'Sro', '2021-07-01', 'Certified', false, true, null, 'M.G.L. c. 6E, § 3(b); 555 CMR 10.09',
   'Three calendar years from the effective date; the status loses the words of the school resource officer and nothing else', true);

-- What ends beside the officer's own certification says nothing about the officer in a round; of two certificates of one day and number the
-- initial one is the earlier, whatever order the rows are in.
create or replace function certification.round_standing(of_round uuid) returns table (
  person_id uuid, officer_number text, name text, sort_key text, lapses_on date, reason text, joined_late boolean, agency_ids uuid[],
  application_id uuid, received_on date, open_items integer, items integer, decision_id uuid, decided_as text, decided_on date,
  status_code text, continued boolean, state text)
language sql stable as $$
  select m.person_id, p.officer_number, n.surname || ', ' || n.first_name, m.sort_key, coalesce(c.expires_on, s.expires_on, m.lapses_on),
    m.reason, m.joined_late, coalesce(e.agencies, '{}'), coalesce(a.id, d.application_id), a.received_on,
    coalesce(i.open_items, 0), coalesce(i.items, 0), d.id, d.kind, d.decided_on, s.code, coalesce(c.status_code = 'Continued', false),
    case
      when g.into_person_id is not null then 'Merged'
      when a.id is not null then case when i.open_items = 0 then 'Complete' else 'Incomplete' end
      when d.kind = 'Expire' then 'Expired'
      when d.id is not null then 'Decided'
      when c.expires_on > r.ends_on and c.expires_on > m.lapses_on then 'Renewed'
      when k.certified is false then 'Gone'
      else 'Missing'
    end
  from certification.recertification_round r
  join certification.round_member m on m.round_id = r.id
  join certification.person p on p.id = m.person_id
  join certification.person_name n on n.person_id = m.person_id and n.valid_to is null and n.superseded_at is null
  left join certification.person_merge g on g.person_id = m.person_id and g.undone_at is null
  cross join lateral (
    select array_agg(x.person_id) || m.person_id as numbers from certification.person_merge x
    where x.into_person_id = m.person_id and x.undone_at is null) o
  left join lateral (
    select array_agg(distinct x.agency_id order by x.agency_id) as agencies from certification.employment x
    where x.person_id = any (o.numbers) and x.ends_on is null and x.gone_by is null and x.superseded_at is null) e on true
  left join lateral (
    select x.id, x.received_on from certification.application x
    where x.person_id = m.person_id and x.kind = 'Recertification' and x.closed_at is null) a on true
  left join lateral (
    select count(*)::integer as items, (count(*) filter (where x.finding in ('NotShown', 'NotMet')))::integer as open_items
    from certification.requirement_evidence x where x.application_id = a.id and x.superseded_at is null) i on true
  left join lateral (
    select x.id, x.application_id, x.kind, x.decided_on from certification.decision x
    join certification.application y on y.id = x.application_id
    where x.person_id = m.person_id and x.decided_on >= r.opens_on
      and (x.kind = 'Expire' and y.kind <> 'Sro' or y.kind = 'Recertification' and x.kind <> 'ContinueWhilePending')
    order by x.number desc limit 1) d on true
  left join lateral (
    select x.expires_on, x.status_code from certification.certificate x
    where x.person_id = any (o.numbers) and x.superseded_at is null and x.type_code <> 'Sro'
    order by x.granted_on desc, x.number desc, x.type_code = 'Initial', x.type_code desc limit 1) c on true
  left join lateral (
    select x.code, x.expires_on from certification.status_report x
    where x.person_id = any (o.numbers) and x.valid_to is null and x.superseded_at is null and x.code <> 'NotRecorded'
    order by x.as_of desc, x.person_id limit 1) s on true
  left join certification.certification_status_code k on k.code = s.code
  where r.id = of_round
$$;
