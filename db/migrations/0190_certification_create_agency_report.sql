-- Why: what an agency reports of its officers is kept as it was said, with its three clocks, who said it, and what became of it (12.05(1), (3)).

create sequence certification.agency_report_number;
create table certification.agency_report (
  id uuid not null,
  number bigint not null,
  agency_id uuid not null,
  kind text not null check (kind in ('Hire', 'Separation')),
  supersedes uuid,
  correction_reason text,
  revision integer not null check (revision > 0),
  officer_number text,
  first_name text,
  surname text,
  occurred_on date,
  known_on date,
  service_from date,
  rank text,
  appointment_code text,
  nature_code text,
  reason text,
  misconduct_based text,
  during_investigation text,
  investigation text,
  shows_misconduct text,
  prepared_at timestamptz not null,
  prepared_by uuid,
  prepared_by_name text not null,
  state text not null check (state in ('Draft', 'Submitted', 'Refused', 'Returned', 'TakenIn', 'Replaced')),
  person_id uuid,
  submitted_at timestamptz,
  submitted_by uuid,
  submitted_by_name text,
  submitted_as text check (submitted_as in ('Head', 'Liaison')),
  attested text,
  clock_id uuid,
  due_on date,
  in_time boolean not null,
  queue_day date,
  closed_at timestamptz,
  constraint pk_agency_report primary key (id),
  constraint fk_agency_report_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_agency_report_agency_report_supersedes foreign key (supersedes) references certification.agency_report (id),
  constraint fk_agency_report_person_person_id foreign key (person_id) references certification.person (id),
  constraint ck_agency_report_correction check ((supersedes is null) = (correction_reason is null)),
  constraint ck_agency_report_submitted check (
    (state = 'Draft') = (submitted_at is null) and (submitted_at is null) = (submitted_as is null)
    and (submitted_at is null) = (attested is null)),
  constraint ck_agency_report_said check (
    state = 'Draft' or (officer_number is not null and occurred_on is not null and known_on is not null and queue_day is not null)),
  constraint ck_agency_report_days check (state = 'Draft' or known_on >= occurred_on),
  constraint ck_agency_report_due check ((clock_id is null) = (due_on is null) and (in_time or due_on is not null)),
  constraint ck_agency_report_closed check ((closed_at is null) = (state in ('Draft', 'Submitted')))
);
create unique index ux_agency_report_number on certification.agency_report (number);
create unique index ux_agency_report_supersedes on certification.agency_report (supersedes);
create index ix_agency_report_agency on certification.agency_report (agency_id, id);
create index ix_agency_report_person on certification.agency_report (person_id);
create index ix_agency_report_waiting on certification.agency_report (in_time, queue_day, submitted_at, id) where state = 'Submitted';
create index ix_agency_report_closed on certification.agency_report (closed_at, id) where closed_at is not null;
comment on table certification.agency_report is
  'A report in the agency''s own words. Once submitted it is never changed: a correction is a report of its own that names this one (12.05(3)).';
comment on column certification.agency_report.known_on is 'When the agency learned of it: promptness is measured from this day.';
comment on column certification.agency_report.person_id is 'Whom the number stood for at submission; never shown to the agency.';
comment on column certification.agency_report.due_on is
  'Last day by the Commission''s instruction in force on the day it was known; none where none was set: 12.00 itself counts no days.';
comment on column certification.agency_report.in_time is 'False: it came after the last day. Told at submission, and it stays so whatever is set later.';
comment on column certification.agency_report.queue_day is 'The last day, or where none is set the day on which the agency knew: the order of the queue.';
comment on column certification.agency_report.shows_misconduct is
  'Whether it also alleges or shows misconduct: then 1.01 governs beside it (12.05(1)).';

-- The application's role may write these columns for drafts' sake; a report that was submitted is kept by the database.
create function certification.keep_agency_report() returns trigger language plpgsql
  set search_path = pg_catalog as $$
declare
  what_became constant text[] := '{state,closed_at}';
begin
  if (to_jsonb(new) - what_became) is distinct from (to_jsonb(old) - what_became) then
    raise exception 'Report % was submitted and is not changed; a correction is a report of its own', old.number
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function certification.keep_agency_report() from public;
create trigger tr_agency_report_kept before update on certification.agency_report
  for each row when (old.state <> 'Draft') execute function certification.keep_agency_report();

create table certification.agency_report_step (
  id uuid not null,
  report_id uuid not null,
  kind text not null check (kind in ('Prepared', 'Changed', 'Submitted', 'Refused', 'Returned', 'TakenIn', 'Replaced')),
  taken_at timestamptz not null,
  taken_by uuid,
  taken_by_name text not null,
  capacity text check (capacity in ('Head', 'Liaison', 'Clerk')),
  note text,
  constraint pk_agency_report_step primary key (id),
  constraint fk_agency_report_step_agency_report_report_id foreign key (report_id) references certification.agency_report (id),
  constraint ck_agency_report_step_note check (kind not in ('Refused', 'Returned', 'Replaced') or coalesce(note, '') <> '')
);
create index ix_agency_report_step_report on certification.agency_report_step (report_id);
comment on table certification.agency_report_step is
  'What happened to a report, in order; added and never changed. capacity is that of whoever acted for the agency, none for the Commission.';

grant usage on sequence certification.agency_report_number to post_app;
grant select, insert on certification.agency_report, certification.agency_report_step to post_app;
grant update (revision, officer_number, first_name, surname, occurred_on, known_on, service_from, rank, appointment_code, nature_code,
  reason, misconduct_based, during_investigation, investigation, shows_misconduct, state, person_id, submitted_at, submitted_by,
  submitted_by_name, submitted_as, attested, clock_id, due_on, in_time, queue_day, closed_at) on certification.agency_report to post_app;
select audit.guard('certification.agency_report');
select audit.guard('certification.agency_report_step');
