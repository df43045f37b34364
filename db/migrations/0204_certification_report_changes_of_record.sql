-- Why: agencies report changes of what the record holds of an officer, and each is a dated row beside the one before it (12.05(1)(i), 8.05(1)).

alter table certification.agency_report
  add column suffix text,
  add column work_status_code text,
  add column channel text check (channel in ('Email', 'Postal')),
  add column contact text,
  drop constraint ck_agency_report_kind,
  add constraint ck_agency_report_kind check (
    kind in ('Hire', 'Separation', 'ConditionMet', 'RestrictionConditionMet', 'SuspensionTraining', 'Retraining', 'ContactChange',
      'WorkStatusChange', 'RankChange', 'NameChange'));
grant update (suffix, work_status_code, channel, contact) on certification.agency_report to post_app;

create table certification.service_fact (
  id uuid not null,
  person_id uuid not null,
  agency_id uuid not null,
  register text not null check (register in ('WorkStatus', 'Rank')),
  value text not null,
  words text,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_service_fact primary key (id),
  constraint ck_service_fact_days check (valid_to is null or valid_to > valid_from),
  constraint fk_service_fact_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_service_fact_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_service_fact_source_source_id foreign key (source_id) references certification.source (id) deferrable initially deferred
);
create index ix_service_fact_person on certification.service_fact (person_id);
create unique index ux_service_fact_present on certification.service_fact (person_id, agency_id, register)
  where valid_to is null and superseded_at is null;
comment on table certification.service_fact is
  'Work status and rank of an officer at an agency from day to day; valid_to is the first day of what followed. Never why somebody is on leave.';
grant select, insert on certification.service_fact to post_app;
grant update (superseded_at) on certification.service_fact to post_app;
select audit.guard('certification.service_fact');
