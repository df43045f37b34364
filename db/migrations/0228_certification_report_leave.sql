-- Why: of a leave its days and nature are told, never why; the report of the work status carries them, so that status and leave have one source (12.04(1)(a)4, 12.05(1)(i)(c)).

alter table certification.agency_report
  add column leave_nature_code text,
  add column leave_words text,
  add column leave_ends_on date,
  add constraint ck_agency_report_leave check (
    state = 'Draft' or (leave_nature_code is null and leave_words is null and leave_ends_on is null)
    or (leave_nature_code is not null and work_status_code is not distinct from 'OnLeave' and not (leave_ends_on < occurred_on)
      and (leave_words is null or leave_nature_code = 'Other')));
comment on column certification.agency_report.leave_nature_code is 'Of what nature the leave is; never a medical reason, which nothing asks for.';
comment on column certification.agency_report.leave_ends_on is 'The last day as it was expected; a leave ends with the next report of the work status.';
grant update (leave_nature_code, leave_words, leave_ends_on) on certification.agency_report to post_app;

alter table certification.service_fact drop constraint service_fact_register_check;
alter table certification.service_fact add constraint service_fact_register_check
  check (register in ('WorkStatus', 'Rank', 'BargainingUnit', 'Leave'));

-- Leaves of several natures may go on at once; all else is one value at a time.
drop index certification.ux_service_fact_present;
create unique index ux_service_fact_present on certification.service_fact (person_id, agency_id, register)
  where valid_to is null and superseded_at is null and register <> 'Leave';
create unique index ux_service_fact_leave on certification.service_fact (person_id, agency_id, valid_from, value)
  where register = 'Leave' and superseded_at is null;
comment on table certification.service_fact is
  'Work status, rank, bargaining unit and leaves of an officer at an agency from day to day; valid_to is the first day of what followed, of a leave the day after the last one expected. Of a leave its nature, never why.';
