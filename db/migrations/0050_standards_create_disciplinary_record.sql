-- Why: complaints, allegations, dispositions and discipline of 8.05(2), each fact with its source and the time it was known.

create schema standards;

create table standards.complaint (
  id uuid not null,
  number text collate "C" not null,
  recorded_at timestamptz not null,
  constraint pk_complaint primary key (id)
);
create unique index ux_complaint_number on standards.complaint (number);

create table standards.complaint_report (
  id uuid not null,
  complaint_id uuid not null,
  ia_number text,
  ia_number_source text not null,
  reporting_agency_id uuid,
  reporting_agency_source text not null,
  intake_channel text,
  received_on date,
  is_reportable boolean,
  anonymous text not null,
  sworn text not null,
  as_of date not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_complaint_report primary key (id),
  constraint fk_complaint_report_complaint_complaint_id foreign key (complaint_id) references standards.complaint (id)
);
create unique index ux_complaint_report_present on standards.complaint_report (complaint_id) where superseded_at is null;
create index ix_complaint_report_agency on standards.complaint_report (reporting_agency_id) where superseded_at is null;

create table standards.complaint_subject (
  id uuid not null,
  complaint_id uuid not null,
  person_id uuid not null,
  recorded_at timestamptz not null,
  constraint pk_complaint_subject primary key (id),
  constraint fk_complaint_subject_complaint_complaint_id foreign key (complaint_id) references standards.complaint (id)
);
create unique index ux_complaint_subject on standards.complaint_subject (complaint_id, person_id);
create index ix_complaint_subject_person on standards.complaint_subject (person_id);
comment on table standards.complaint_subject is 'One complaint may name several officers (8.05(2)(a)). person_id belongs to the Certification module.';

create table standards.allegation (
  id uuid not null,
  complaint_subject_id uuid not null,
  number text collate "C" not null,
  recorded_at timestamptz not null,
  constraint pk_allegation primary key (id),
  constraint fk_allegation_complaint_subject_complaint_subject_id
    foreign key (complaint_subject_id) references standards.complaint_subject (id)
);
create unique index ux_allegation_number on standards.allegation (number);
create index ix_allegation_subject on standards.allegation (complaint_subject_id);

create table standards.allegation_report (
  id uuid not null,
  allegation_id uuid not null,
  category_code text not null,
  category_source text not null,
  subtype_code text not null,
  subtype_source text not null,
  narrative text,
  incident_on date,
  row_digest bytea not null,
  as_of date not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  source_row bigint not null,
  constraint pk_allegation_report primary key (id),
  constraint fk_allegation_report_allegation_allegation_id foreign key (allegation_id) references standards.allegation (id)
);
create unique index ux_allegation_report_present on standards.allegation_report (allegation_id) where superseded_at is null;
comment on column standards.allegation_report.narrative is 'As sent; may name third persons. Never leaves the module unscreened (8.06(4), 8.07(2)).';

create table standards.disposition (
  id uuid not null,
  allegation_id uuid not null,
  code text not null,
  source_text text not null,
  final boolean not null,
  decided_on date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_disposition primary key (id),
  constraint fk_disposition_allegation_allegation_id foreign key (allegation_id) references standards.allegation (id)
);
create unique index ux_disposition_present on standards.disposition (allegation_id) where superseded_at is null;
create index ix_disposition_held on standards.disposition (allegation_id) where superseded_at is null and code = 'NeedsDetermination';

create table standards.disciplinary_action (
  id uuid not null,
  allegation_id uuid not null,
  ordinal integer not null,
  type_code text not null,
  state text not null,
  qualifiers text[] not null,
  remark text,
  source_text text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_disciplinary_action primary key (id),
  constraint fk_disciplinary_action_allegation_allegation_id foreign key (allegation_id) references standards.allegation (id)
);
create unique index ux_disciplinary_action_present on standards.disciplinary_action (allegation_id, ordinal) where superseded_at is null;
create index ix_disciplinary_action_unclear on standards.disciplinary_action (allegation_id)
  where superseded_at is null and state = 'Unclear';
comment on column standards.disciplinary_action.remark is 'As sent; kept, never published unscreened.';

create table standards.staged_disciplinary_row (
  run_id uuid not null,
  row_no bigint not null,
  line bigint not null,
  verdict text not null,
  reasons text[] not null,
  cells text[] not null,
  complaint_number text,
  ia_number text,
  ia_number_source text,
  reporting_agency text,
  reporting_agency_source text,
  current_agency text,
  officer_number text,
  first_name text,
  surname text,
  suffix text,
  status_code text,
  status_source text,
  category_code text,
  category_source text,
  subtype_code text,
  subtype_source text,
  narrative text,
  incident_on date,
  allegation_number text collate "C",
  disposition_code text,
  disposition_source text,
  disciplines jsonb,
  intake_channel text,
  county text,
  row_digest bytea,
  constraint pk_staged_disciplinary_row primary key (run_id, row_no)
);
create index ix_staged_disciplinary_row_verdict on standards.staged_disciplinary_row (run_id, verdict, row_no)
  where verdict <> 'Accepted';
comment on table standards.staged_disciplinary_row is 'Rows as read, one run beside another; they stay as the report of the run.';

grant usage on schema standards to post_app;
grant select, insert, update on all tables in schema standards to post_app;
