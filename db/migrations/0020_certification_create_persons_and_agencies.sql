-- Why: persons, their names, reported statuses and employers, and who a spelling of an agency stands for (8.05(1), 8.06(3)(a)1-4).

create schema certification;

create table certification.source (
  id uuid not null,
  description text not null,
  is_commission_list boolean not null,
  as_of date not null,
  recorded_at timestamptz not null,
  constraint pk_source primary key (id)
);
comment on table certification.source is
  'What a fact was read from. A row of the Commission''s own published list is evidence of 8.06(1); of an agency''s file it is not (G-EVIDENCE).';

create table certification.person (
  id uuid not null,
  officer_number text collate "C" not null,
  created_at timestamptz not null,
  constraint pk_person primary key (id)
);
create unique index ux_person_officer_number on certification.person (officer_number);

create table certification.person_name (
  id uuid not null,
  person_id uuid not null,
  first_name text not null,
  surname text not null,
  suffix text,
  sort_key text collate "C" not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_person_name primary key (id),
  constraint fk_person_name_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_person_name_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
create index ix_person_name_person on certification.person_name (person_id);
create unique index ux_person_name_present on certification.person_name (person_id)
  where valid_to is null and superseded_at is null;
create index ix_person_name_sort on certification.person_name (sort_key, person_id)
  where valid_to is null and superseded_at is null;
comment on table certification.person_name is
  'valid_from and valid_to: when the name held, as far as sources show. recorded_at and superseded_at: when the Commission knew it so.';

create table certification.certification_status_code (
  code text not null,
  label text not null,
  public_label text not null,
  meaning text not null,
  certified boolean,
  place integer not null,
  source text not null,
  valid_from date not null,
  constraint pk_certification_status_code primary key (code)
);
comment on column certification.certification_status_code.certified is
  'Whether a certification exists under this status; it does while suspended, conditioned or restricted (8.03(2) Certification). Null: the status does not say.';

create table certification.status_report (
  id uuid not null,
  person_id uuid not null,
  as_of date not null,
  valid_to date,
  code text not null,
  source_text text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_status_report primary key (id),
  constraint fk_status_report_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_status_report_certification_status_code_code
    foreign key (code) references certification.certification_status_code (code),
  constraint fk_status_report_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
create index ix_status_report_person on certification.status_report (person_id);
create unique index ux_status_report_present on certification.status_report (person_id)
  where valid_to is null and superseded_at is null;
create index ix_status_report_code on certification.status_report (code, person_id)
  where valid_to is null and superseded_at is null;

create table certification.law_enforcement_agency (
  id uuid not null,
  kind text not null,
  provisional boolean not null,
  county text,
  merged_into_id uuid,
  registered_at timestamptz not null,
  constraint pk_law_enforcement_agency primary key (id),
  constraint fk_law_enforcement_agency_law_enforcement_agency_merged_into_id
    foreign key (merged_into_id) references certification.law_enforcement_agency (id)
);
comment on column certification.law_enforcement_agency.provisional is
  'Made from a spelling that nobody has looked at yet.';
comment on column certification.law_enforcement_agency.merged_into_id is
  'The agency that its last spelling turned out to stand for; such an agency is no longer offered or listed.';

create table certification.law_enforcement_agency_name (
  id uuid not null,
  agency_id uuid not null,
  name text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  constraint pk_law_enforcement_agency_name primary key (id),
  constraint fk_law_enforcement_agency_name_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create index ix_law_enforcement_agency_name_agency on certification.law_enforcement_agency_name (agency_id);
create unique index ux_law_enforcement_agency_name_present on certification.law_enforcement_agency_name (agency_id)
  where valid_to is null and superseded_at is null;

create table certification.agency_spelling (
  id uuid not null,
  folded text collate "C" not null,
  spelling text not null,
  agency_id uuid,
  state text not null check (state in ('Queued', 'Mapped', 'Dismissed')),
  first_seen_at timestamptz not null,
  first_source_id uuid,
  constraint pk_agency_spelling primary key (id),
  constraint ck_agency_spelling_names_an_agency check ((agency_id is null) = (state = 'Dismissed')),
  constraint fk_agency_spelling_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_agency_spelling_source_first_source_id foreign key (first_source_id) references certification.source (id)
    deferrable initially deferred
);
create unique index ux_agency_spelling_folded on certification.agency_spelling (folded);
create index ix_agency_spelling_agency on certification.agency_spelling (agency_id);
create index ix_agency_spelling_queue on certification.agency_spelling (folded) where state = 'Queued';
comment on table certification.agency_spelling is
  'Every way in which an agency has been written, by folded key. Queued: a person must say whose it is. Dismissed: names no agency.';

create table certification.agency_spelling_decision (
  id uuid not null,
  spelling_id uuid not null,
  from_agency_id uuid,
  agency_id uuid not null,
  reason text not null,
  decided_by uuid,
  decided_by_name text not null,
  decided_at timestamptz not null,
  constraint pk_agency_spelling_decision primary key (id),
  constraint fk_agency_spelling_decision_agency_spelling_spelling_id
    foreign key (spelling_id) references certification.agency_spelling (id),
  constraint fk_agency_spelling_decision_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create index ix_agency_spelling_decision_spelling on certification.agency_spelling_decision (spelling_id);

create table certification.employment (
  id uuid not null,
  person_id uuid not null,
  agency_id uuid not null,
  spelling_id uuid,
  starts_on date,
  ends_on date,
  seen_from date,
  last_seen_on date,
  gone_by date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_employment primary key (id),
  constraint fk_employment_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_employment_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_employment_agency_spelling_spelling_id
    foreign key (spelling_id) references certification.agency_spelling (id),
  constraint fk_employment_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
create index ix_employment_person on certification.employment (person_id);
create unique index ux_employment_open on certification.employment (person_id, agency_id)
  where ends_on is null and gone_by is null and superseded_at is null;
create index ix_employment_agency on certification.employment (agency_id, person_id)
  where ends_on is null and gone_by is null and superseded_at is null;
create index ix_employment_spelling on certification.employment (spelling_id) where superseded_at is null;
comment on table certification.employment is
  'starts_on and ends_on are known days. Where no day is known: seen_from, last_seen_on and gone_by are the days of the first source that shows it, the last one, and the first that no longer does.';

create table certification.person_report (
  person_id uuid not null,
  source_id uuid not null,
  as_of date not null,
  is_commission_list boolean not null,
  recorded_at timestamptz not null,
  constraint pk_person_report primary key (person_id, source_id),
  constraint fk_person_report_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_person_report_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
comment on table certification.person_report is
  'Which sources named a person; kept when it is later, or better evidence, than those before it.';

-- Rows are superseded, never rewritten: the application may set these columns and no other, and delete nothing.
grant usage on schema certification to post_app;
grant select on all tables in schema certification to post_app;
grant insert on certification.source, certification.person, certification.person_name, certification.status_report,
  certification.law_enforcement_agency, certification.law_enforcement_agency_name, certification.agency_spelling,
  certification.agency_spelling_decision, certification.employment, certification.person_report to post_app;
grant update (superseded_at) on certification.person_name, certification.status_report, certification.employment,
  certification.law_enforcement_agency_name to post_app;
grant update (provisional, county, merged_into_id) on certification.law_enforcement_agency to post_app;
grant update (agency_id, state) on certification.agency_spelling to post_app;
