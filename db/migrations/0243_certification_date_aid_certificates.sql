-- Why: first aid and CPR are two requirements, each with the day on which its certificate runs out, and a full grant asks how they stand on its own day (MMA-08; 555 CMR 7.06(7)).

alter table certification.standard_item add column runs_out boolean not null default false;
comment on column certification.standard_item.runs_out is
  'What shows it has a last day: a finding that it is met, and an agency''s word that it is shown, say which.';

alter table certification.requirement_evidence
  add column expires_on date,
  add constraint ck_requirement_evidence_expires check (expires_on is null or finding = 'Met');
comment on column certification.requirement_evidence.expires_on is
  'Last day of what shows the requirement; from the day after it is open again, by being read so and by no act.';

alter table certification.requirement_answer
  add column expires_on date,
  add constraint ck_requirement_answer_expires check (expires_on is null or shown);
comment on column certification.requirement_answer.expires_on is 'Last day of what shows it, as the agency says.';

create table certification.aid_rule (
  valid_from date not null,
  needs text not null check (needs in ('Both', 'Either')),
  source text not null check (source <> ''),
  constraint pk_aid_rule primary key (valid_from)
);
comment on table certification.aid_rule is
  'Whether first aid and CPR are both needed or either of them is enough, for applications received from a day on, as the standard of that day is theirs.';
grant select on certification.aid_rule to post_app;
insert into certification.aid_rule (valid_from, needs, source) values
  ('2021-07-01', 'Both',
   'M.G.L. c. 6E, § 4(f)(1)(vii) and 555 CMR 7.06(7) name first aid and CPR together; the Commission''s article says “CPR or First Aid”. To be confirmed by Counsel.');

-- The one reading of how the requirements of an application stand on a day; of one that is closed, on the day on which it was. Of first aid
-- and CPR the one that stands closes the other where the rule of the day of receipt says that either is enough.
create function certification.requirement_standing(of_application uuid, on_day date) returns table (
  item_code text, finding text, expires_on date, ran_out boolean, is_open boolean)
language sql stable as $$
  select e.item_code, e.finding, e.expires_on, coalesce(e.finding = 'Met' and e.expires_on < d.day, false),
    case
      when e.finding = 'Waived' or e.finding = 'Met' and coalesce(e.expires_on >= d.day, true) then false
      when e.item_code not in ('first-aid', 'cpr') then true
      else not (
        coalesce((
          select r.needs = 'Either' from certification.aid_rule r where r.valid_from <= a.received_on order by r.valid_from desc limit 1), false)
        and exists (
          select from certification.requirement_evidence o
          where o.application_id = a.id and o.superseded_at is null and o.item_code in ('first-aid', 'cpr')
            and (o.finding = 'Waived' or o.finding = 'Met' and coalesce(o.expires_on >= d.day, true))))
    end
  from certification.application a
  cross join lateral (select least(on_day, (a.closed_at at time zone 'America/New_York')::date) as day) d
  join certification.requirement_evidence e on e.application_id = a.id and e.superseded_at is null
  where a.id = of_application
$$;
comment on function certification.requirement_standing is 'How each requirement of an application stands on a day: open, or run out since it was met. The one reading of it.';
grant execute on function certification.requirement_standing(uuid, date) to post_app;

insert into certification.certification_standard (id, kind, version, title, source, valid_from) values
  ('ce510000-0000-7000-8100-000000000011', 'Initial', 2, 'Initial certification as an officer',
   'M.G.L. c. 6E, § 4(f)(1); 555 CMR 9.00; from which day is to be confirmed by the Commission', '2026-05-01'),
  ('ce510000-0000-7000-8100-000000000012', 'Recertification', 2, 'Recertification as an officer',
   'M.G.L. c. 6E, § 4(f), (i); 555 CMR 7.00; from which day is to be confirmed by the Commission', '2026-05-01');

-- What was there before goes on in its place; the two take the place of the one.
insert into certification.standard_item (standard_id, code, place, title, shown_by, clause, bars_condition)
select case standard_id when 'ce510000-0000-7000-8100-000000000001'::uuid then 'ce510000-0000-7000-8100-000000000011'::uuid
    else 'ce510000-0000-7000-8100-000000000012'::uuid end,
  code,
  case when code = 'character' and standard_id = 'ce510000-0000-7000-8100-000000000002' then 7
    when code = 'not-barred' and standard_id = 'ce510000-0000-7000-8100-000000000002' then 8
    when standard_id = 'ce510000-0000-7000-8100-000000000002' and place > 2 or place > 7 then place + 1 else place end,
  title, shown_by, clause, bars_condition
from certification.standard_item
where standard_id in ('ce510000-0000-7000-8100-000000000001', 'ce510000-0000-7000-8100-000000000002') and code <> 'first-aid-cpr';

insert into certification.standard_item (standard_id, code, place, title, shown_by, clause, bars_condition, runs_out)
select ('ce510000-0000-7000-8100-0000000000' || standard)::uuid, code, place, title, shown_by, clause, false, runs_out
from (values
  ('11', 'first-aid', 7, 'Current first aid', 'First aid certificate with its last day', 'M.G.L. c. 6E, § 4(f)(1)(vii)', true),
  ('11', 'cpr', 8, 'Current CPR', 'CPR certificate with its last day', 'M.G.L. c. 6E, § 4(f)(1)(vii)', true),
  ('12', 'first-aid', 2, 'Current first aid', 'First aid certificate with its last day', 'M.G.L. c. 6E, § 4(f)(1)(vii); 555 CMR 7.06(7)', true),
  ('12', 'cpr', 3, 'Current CPR', 'CPR certificate with its last day', 'M.G.L. c. 6E, § 4(f)(1)(vii); 555 CMR 7.06(7)', true),
  ('12', 'education', 6, 'High school or equivalent', 'Diploma, GED, or other credential, as shown before or anew', 'M.G.L. c. 6E, § 4(f)(1)(ii); 555 CMR 7.06', false)
) as item (standard, code, place, title, shown_by, clause, runs_out);

-- An officer whose certificate has run out is not complete any more: where each stands is a question of a day.
drop function certification.round_standing(uuid);
create function certification.round_standing(of_round uuid, on_day date) returns table (
  person_id uuid, officer_number text, name text, sort_key text, lapses_on date, reason text, joined_late boolean, agency_ids uuid[],
  application_id uuid, received_on date, open_items integer, items integer, decision_id uuid, decided_as text, decided_on date,
  status_code text, continued boolean, state text, ran_out integer)
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
    end,
    coalesce(i.ran_out, 0)
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
    select count(*)::integer as items, (count(*) filter (where x.is_open))::integer as open_items,
      (count(*) filter (where x.is_open and x.ran_out))::integer as ran_out
    from certification.requirement_standing(a.id, on_day) x) i on true
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
comment on function certification.round_standing is 'Where each officer of a round stands on a day, by what is known now; the one reading of it.';
grant execute on function certification.round_standing(uuid, date) to post_app;
