-- Why: who falls into which round of recertification, why, and how far each is, must be visible as a whole (555 CMR 7.02, 7.03; M.G.L. c. 6E, § 4(f)(3), (i)).

create table certification.round_plan (
  id uuid not null,
  cycle integer not null check (cycle > 0),
  rule text not null check (rule in ('Surname', 'BirthMonth')),
  from_letter text check (from_letter ~ '^[A-Z]$'),
  to_letter text check (to_letter ~ '^[A-Z]$'),
  opens_on date not null,
  ends_on date not null,
  confidence text not null check (confidence in ('High', 'Medium', 'Low')),
  source text not null check (source <> ''),
  valid_from date not null,
  valid_to date,
  constraint pk_round_plan primary key (id),
  constraint ck_round_plan_letters check ((rule = 'Surname') = (from_letter is not null) and (from_letter is null) = (to_letter is null)),
  constraint ck_round_plan_days check (opens_on < ends_on)
);
create index ix_round_plan_cycle on certification.round_plan (cycle, ends_on);
comment on table certification.round_plan is
  'The rounds of each cycle as the Commission published them, or as they follow from its practice. Another reading is another row; the one before it gets its valid_to.';
comment on column certification.round_plan.confidence is 'How sure the source is: High as published, Medium as derived, Low as guessed.';
comment on column certification.round_plan.ends_on is
  'The reference date: certifications of the round end on it or before. By birth month: on a day of its month, so that no date of birth is asked for or held.';

create table certification.recertification_round (
  id uuid not null,
  plan_id uuid not null,
  cycle integer not null,
  rule text not null,
  from_letter text,
  to_letter text,
  opens_on date not null,
  due_on date not null,
  ends_on date not null,
  clock_id uuid not null,
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text not null,
  frozen_at timestamptz,
  frozen_by_name text,
  constraint pk_recertification_round primary key (id),
  constraint ck_recertification_round_frozen check ((frozen_at is null) = (frozen_by_name is null)),
  constraint fk_recertification_round_round_plan_plan_id foreign key (plan_id) references certification.round_plan (id)
);
create unique index ux_recertification_round_plan on certification.recertification_round (plan_id);
create index ix_recertification_round_cycle on certification.recertification_round (cycle);
comment on column certification.recertification_round.due_on is
  'Last day of an application, counted by the rule recertification-application; its clock has how.';

create table certification.round_member (
  round_id uuid not null,
  person_id uuid not null,
  cycle integer not null,
  sort_key text collate "C" not null,
  lapses_on date,
  agency_ids uuid[] not null,
  reason text not null check (reason <> ''),
  joined_late boolean not null,
  added_at timestamptz not null,
  added_by_name text not null,
  constraint pk_round_member primary key (round_id, person_id),
  constraint fk_round_member_recertification_round_round_id
    foreign key (round_id) references certification.recertification_round (id),
  constraint fk_round_member_person_person_id foreign key (person_id) references certification.person (id)
);
create unique index ux_round_member_cycle on certification.round_member (person_id, cycle);
create index ix_round_member_order on certification.round_member (round_id, sort_key, person_id);
comment on table certification.round_member is
  'Who is in a round and why, as found when it was frozen, or later. Never taken out: a new name or agency moves nobody, and who is gone is shown as gone.';

create table certification.round_reminder_step (
  days_before integer not null check (days_before > 0),
  valid_from date not null,
  valid_to date,
  source text not null,
  constraint pk_round_reminder_step primary key (days_before, valid_from)
);
comment on table certification.round_reminder_step is
  'How many days before the last day of an application an agency is told which of its officers are missing.';

create table certification.round_reminder (
  round_id uuid not null,
  agency_id uuid not null,
  days_before integer not null,
  step_on date not null,
  notice_id uuid not null,
  officers integer not null,
  sent_at timestamptz not null,
  constraint pk_round_reminder primary key (round_id, agency_id, days_before),
  constraint fk_round_reminder_recertification_round_round_id
    foreign key (round_id) references certification.recertification_round (id)
);
comment on table certification.round_reminder is 'Each reminder of an agency, once for a step; its notice has what was told and where it went (12.11).';

-- All numbers of a person are read as one. The newest application speaks; a decision that is being looked at anew speaks no longer.
create function certification.round_standing(of_round uuid) returns table (
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
      and (x.kind = 'Expire' or y.kind = 'Recertification' and x.kind <> 'ContinueWhilePending')
    order by x.number desc limit 1) d on true
  left join lateral (
    select x.expires_on, x.status_code from certification.certificate x
    where x.person_id = any (o.numbers) and x.superseded_at is null and x.type_code <> 'Sro'
    order by x.granted_on desc, x.number desc limit 1) c on true
  left join lateral (
    select x.code, x.expires_on from certification.status_report x
    where x.person_id = any (o.numbers) and x.valid_to is null and x.superseded_at is null and x.code <> 'NotRecorded'
    order by x.as_of desc, x.person_id limit 1) s on true
  left join certification.certification_status_code k on k.code = s.code
  where r.id = of_round
$$;
comment on function certification.round_standing is 'Where each officer of a round stands now; the one reading of it.';

insert into certification.round_plan (id, cycle, rule, from_letter, to_letter, opens_on, ends_on, confidence, source, valid_from) values
  ('ce520000-0000-7000-8200-000000000001', 1, 'Surname', 'A', 'H', '2022-05-01', '2022-07-01', 'High', 'Rounds as the Commission published them; opening by the yearly opening of its portal on May 1', '2021-07-01'),
  ('ce520000-0000-7000-8200-000000000002', 1, 'Surname', 'I', 'P', '2023-05-01', '2023-07-01', 'High', 'Rounds as the Commission published them; opening by the yearly opening of its portal on May 1', '2021-07-01'),
  ('ce520000-0000-7000-8200-000000000003', 1, 'Surname', 'Q', 'Z', '2024-05-01', '2024-07-01', 'High', 'Rounds as the Commission published them; opening by the yearly opening of its portal on May 1', '2021-07-01'),
  ('ce520000-0000-7000-8200-000000000004', 2, 'Surname', 'A', 'H', '2025-05-01', '2025-07-01', 'High', 'Rounds as the Commission published them; opening by the yearly opening of its portal on May 1', '2024-07-01'),
  ('ce520000-0000-7000-8200-000000000005', 2, 'Surname', 'I', 'P', '2026-05-01', '2026-07-01', 'Medium', 'Three years after the round before (M.G.L. c. 6E, § 4(f)(3)); to be confirmed by the Commission', '2024-07-01'),
  ('ce520000-0000-7000-8200-000000000006', 2, 'Surname', 'Q', 'Z', '2027-05-01', '2027-07-01', 'Medium', 'Three years after the round before (M.G.L. c. 6E, § 4(f)(3)); to be confirmed by the Commission', '2024-07-01');

-- Certifications that ended on or after July 1, 2025 are renewed to the first day of the birth month, three years on at least.
insert into certification.round_plan (id, cycle, rule, opens_on, ends_on, confidence, source, valid_from)
select ('ce520000-0000-7000-8201-' || to_char(month, 'YYYYMM') || '000000')::uuid, 3, 'BirthMonth', (month - interval '2 months')::date, month::date,
  'Medium', 'Birth months as the Commission announced them from July 1, 2025; months and opening derived, to be confirmed', '2025-07-01'
from generate_series('2028-07-01'::timestamp, '2031-06-01', '1 month') as month;

insert into certification.round_reminder_step (days_before, valid_from, source)
select days, '2021-07-01', 'Default of the product; no text sets a reminder' from (values (45), (30), (14), (3)) as step (days);

insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by) values
  ('c0510000-0000-7000-8012-000000000200', 'recertification-application', 1, 'Application for recertification is in', 'Law', 1, 'CalendarDay',
   'Before', 'None', 'Event', false, 0, 'massachusetts', '555 CMR 7.02(3), 7.03', '555 CMR 7.03: received before the reference date', '2021-07-01',
   'First version', '2023-09-01 04:00:00+00', 'Schema script');

grant select on certification.round_plan, certification.round_reminder_step to post_app;
grant select, insert on certification.recertification_round, certification.round_member, certification.round_reminder to post_app;
grant update (frozen_at, frozen_by_name) on certification.recertification_round to post_app;
grant execute on function certification.round_standing(uuid) to post_app;
select audit.guard('certification.recertification_round');
select audit.guard('certification.round_member');
select audit.guard('certification.round_reminder');

insert into access_review.action (code, words, kind, reach, told) values
  ('recertification-rounds.listed', 'Listed the rounds of recertification', 'List', 'Inside', true),
  ('recertification-round.made', 'Made a round of recertification', 'Change', 'Inside', true),
  ('recertification-round.previewed', 'Looked at who would be in a round of recertification', 'List', 'Inside', true),
  ('recertification-round.frozen', 'Froze who is in a round of recertification', 'Change', 'Inside', true),
  ('recertification-round.joined', 'Took officers into a round of recertification after it was frozen', 'Change', 'Inside', true),
  ('recertification-round.shown', 'Opened the board of a round of recertification', 'List', 'Inside', true),
  ('recertification-officers.listed', 'Listed officers of a round of recertification', 'List', 'Inside', true);
