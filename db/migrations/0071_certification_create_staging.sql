-- Why: each kind of file is staged in a table of its own, as read and as judged; the rows stay as the report of the run.

create table certification.staged_agency_row (
  run_id uuid not null,
  row_no bigint not null,
  line bigint not null,
  verdict text not null,
  reasons text[] not null,
  cells text[] not null,
  name text,
  name_folded text collate "C",
  kind text,
  county text,
  previous_name text,
  previous_folded text collate "C",
  name_from date,
  recased boolean,
  other_names text[],
  other_folded text[],
  constraint pk_staged_agency_row primary key (run_id, row_no)
);

create table certification.staged_officer_row (
  run_id uuid not null,
  row_no bigint not null,
  line bigint not null,
  verdict text not null,
  reasons text[] not null,
  cells text[] not null,
  officer_number text collate "C",
  first_name text,
  surname text,
  suffix text,
  sort_key text collate "C",
  recased boolean,
  certificate_kind text,
  certification_text text,
  status_code text,
  status_source text,
  agency text,
  agency_folded text collate "C",
  expires_on date,
  remark text,
  constraint pk_staged_officer_row primary key (run_id, row_no)
);

create table certification.staged_employment_row (
  run_id uuid not null,
  row_no bigint not null,
  line bigint not null,
  verdict text not null,
  reasons text[] not null,
  cells text[] not null,
  officer_number text collate "C",
  first_name text,
  surname text,
  suffix text,
  sort_key text collate "C",
  recased boolean,
  agency text,
  agency_folded text collate "C",
  out_of_state boolean,
  rank text,
  appointment_code text,
  starts_on date,
  ends_on date,
  nature_code text,
  nature_source text,
  separated_on date,
  reason text,
  misconduct_based text,
  during_investigation text,
  constraint pk_staged_employment_row primary key (run_id, row_no)
);

create table certification.staged_certificate_row (
  run_id uuid not null,
  row_no bigint not null,
  line bigint not null,
  verdict text not null,
  reasons text[] not null,
  cells text[] not null,
  officer_number text collate "C",
  first_name text,
  surname text,
  suffix text,
  sort_key text collate "C",
  recased boolean,
  number text collate "C",
  type_code text,
  status_code text,
  status_source text,
  status_on date,
  decided_on date,
  granted_on date,
  expires_on date,
  conditions text,
  constraint pk_staged_certificate_row primary key (run_id, row_no)
);

create index ix_staged_agency_row_verdict on certification.staged_agency_row (run_id, verdict, row_no) where verdict <> 'Accepted';
create index ix_staged_officer_row_verdict on certification.staged_officer_row (run_id, verdict, row_no) where verdict <> 'Accepted';
create index ix_staged_employment_row_verdict on certification.staged_employment_row (run_id, verdict, row_no)
  where verdict <> 'Accepted';
create index ix_staged_certificate_row_verdict on certification.staged_certificate_row (run_id, verdict, row_no)
  where verdict <> 'Accepted';

grant select, insert, update on certification.staged_agency_row, certification.staged_officer_row,
  certification.staged_employment_row, certification.staged_certificate_row to post_app;
