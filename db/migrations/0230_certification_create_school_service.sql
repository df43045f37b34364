-- Why: service at schools with place and days, the agreements and operating procedures it rests on, and the training of each year are on record of school resource officers (12.04(1)(c)2-4; M.G.L. c. 6E, § 3(b)).

create table certification.school_service (
  id uuid not null,
  series_id uuid not null,
  person_id uuid not null,
  agency_id uuid not null,
  school text not null check (school <> ''),
  school_folded text not null,
  place text not null check (place <> ''),
  school_body text not null check (school_body <> ''),
  body_folded text not null,
  starts_on date not null,
  ends_on date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  superseded_at timestamptz,
  withdrawn_because text,
  constraint pk_school_service primary key (id),
  constraint ck_school_service_days check (ends_on is null or ends_on >= starts_on),
  constraint ck_school_service_withdrawn check (withdrawn_because is null or superseded_at is not null),
  constraint fk_school_service_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_school_service_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create index ix_school_service_person on certification.school_service (person_id) where superseded_at is null;
create index ix_school_service_agency on certification.school_service (agency_id) where superseded_at is null;
create unique index ux_school_service_series on certification.school_service (series_id) where superseded_at is null;
comment on table certification.school_service is
  'Where and when an officer of an agency serves as a school resource officer (12.04(1)(c)4); a correction supersedes the row and keeps the series.';
comment on column certification.school_service.ends_on is 'Last day; null while it goes on.';
comment on column certification.school_service.school_body is 'District or other body that runs the school: agreements are made with it.';
comment on column certification.school_service.withdrawn_because is 'Why the entry was taken back without another in its place.';
grant select, insert on certification.school_service to post_app;
grant update (superseded_at, withdrawn_because) on certification.school_service to post_app;
select audit.guard('certification.school_service');

create table certification.school_paper (
  id uuid not null,
  series_id uuid not null,
  agency_id uuid not null,
  kind text not null check (kind in ('Agreement', 'Procedures')),
  title text not null check (title <> ''),
  parties text,
  school_body text not null check (school_body <> ''),
  body_folded text not null,
  starts_on date not null,
  ends_on date,
  kept_at text not null check (kept_at <> ''),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  superseded_at timestamptz,
  withdrawn_because text,
  constraint pk_school_paper primary key (id),
  constraint ck_school_paper_days check (ends_on is null or ends_on >= starts_on),
  constraint ck_school_paper_parties check ((kind = 'Agreement') = (parties is not null)),
  constraint ck_school_paper_withdrawn check (withdrawn_because is null or superseded_at is not null),
  constraint fk_school_paper_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create index ix_school_paper_agency on certification.school_paper (agency_id) where superseded_at is null;
create unique index ux_school_paper_series on certification.school_paper (series_id) where superseded_at is null;
comment on table certification.school_paper is
  'Agreements with school bodies, and each version of the operating procedures, with the days for which they hold (12.04(1)(c)2-3).';
comment on column certification.school_paper.kept_at is 'Where the signed paper is kept.';
grant select, insert on certification.school_paper to post_app;
grant update (superseded_at, withdrawn_because) on certification.school_paper to post_app;
select audit.guard('certification.school_paper');

create table certification.sro_training_rule (
  valid_from date not null,
  starts_month integer not null check (starts_month between 1 and 12),
  starts_day integer not null check (starts_day between 1 and 28),
  type_code text not null,
  provider_code text not null,
  source text not null,
  constraint pk_sro_training_rule primary key (valid_from),
  constraint fk_sro_training_rule_provider foreign key (provider_code) references certification.training_provider (code)
);
comment on table certification.sro_training_rule is
  'On which day the training year of school resource officers begins, which training fills it and whose word counts; of a year the rule of its first day speaks.';
insert into certification.sro_training_rule (valid_from, starts_month, starts_day, type_code, provider_code, source) values
  ('2021-07-01', 7, 1, 'Sro', 'Mptc', 'M.G.L. c. 6E, § 3(b); the training year of the training committee runs from July 1 to June 30; to be confirmed by the Commission');
grant select on certification.sro_training_rule to post_app;

insert into certification.intake_rule (code, value, meaning, source, valid_from) values
  ('sro-training-warn-days', 31,
   'An agency''s roster shows that the yearly training of a school resource officer is missing this many days before the year ends.',
   'Product default; the Commission may set another', '2021-07-01'),
  ('sro-training-look-back-days', 366,
   'Training years that ended longer ago than this are not asked about any more.',
   'Product default; the Commission may set another', '2021-07-01');

create table certification.sro_training_look (
  person_id uuid not null,
  year_ends_on date not null,
  note text not null check (note <> ''),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  constraint pk_sro_training_look primary key (person_id, year_ends_on),
  constraint fk_sro_training_look_person_person_id foreign key (person_id) references certification.person (id)
);
comment on table certification.sro_training_look is
  'What staff made of a year that ended without the training of a school resource officer; written once.';
grant select, insert on certification.sro_training_look to post_app;
select audit.guard('certification.sro_training_look');

-- Held for the whole of the time: whoever was certified within the year was trained for it. One number or several, one person.
create function certification.sro_training(first_day date, last_day date, held_on date, of_type text, of_provider text, ended text[])
returns table (person_id uuid, completed_on date, told_on date, looked_at text)
language sql stable as $$
  with held as (
    select coalesce(m.into_person_id, c.person_id) as person_id
    from certification.certificate c
    left join certification.person_merge m on m.person_id = c.person_id and m.undone_at is null
    where c.superseded_at is null and c.type_code = 'Sro'
    group by 1
    having bool_or(c.granted_on <= first_day and coalesce(c.expires_on, 'infinity') >= first_day
        and not (c.status_code = any (ended) and coalesce(c.status_on, '-infinity') <= first_day))
      and bool_or(c.granted_on <= held_on and coalesce(c.expires_on, 'infinity') >= held_on
        and not (c.status_code = any (ended) and coalesce(c.status_on, '-infinity') <= held_on)))
  select h.person_id, max(t.completed_on) filter (where t.provider_code = of_provider), max(t.completed_on) filter (where t.provider_code <> of_provider),
    (select l.note from certification.sro_training_look l where l.person_id = h.person_id and l.year_ends_on = last_day)
  from held h
  cross join lateral (
    select array_agg(x.person_id) || h.person_id as numbers from certification.person_merge x
    where x.into_person_id = h.person_id and x.undone_at is null) o
  left join certification.training_record t on t.person_id = any (o.numbers) and t.superseded_at is null and t.type_code = of_type
    and t.completed_on between first_day and last_day
  group by h.person_id
$$;
comment on function certification.sro_training is
  'Who held a certification as a school resource officer on the first day and on held_on, and when the training of the year was completed: as its provider reports it, and as others tell.';

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.schools.listed', 'Listed the school resource officers of the own agency', 'List', 'Inside', true),
  ('own-agency.school-service.recorded', 'Recorded service at a school', 'Change', 'Inside', true),
  ('own-agency.school-paper.recorded', 'Recorded an agreement or operating procedures for service at schools', 'Change', 'Inside', true),
  ('own-agency.school-entry.withdrawn', 'Took back an entry about service at schools', 'Change', 'Inside', true),
  ('school-officers.listed', 'Listed school resource officers with their training of a year', 'List', 'Inside', true),
  ('officer-schools.shown', 'Opened where an officer serves at schools', 'Open', 'Inside', true),
  ('school-officer.training-settled', 'Wrote down what was made of a year without training as a school resource officer', 'Change', 'Inside', true),
  ('sro-terms.ended', 'Ended certifications as school resource officers whose term was over', 'System', 'Inside', true),
  ('school-officers.queued', 'Put school resource officers before a person', 'System', 'Inside', true);
