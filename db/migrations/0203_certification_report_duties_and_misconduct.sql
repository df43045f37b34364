-- Why: agencies report conditions met, training under suspension and retraining, and of every report whether 1.01 governs beside it (12.05(1), (a), (e)-(g)).

alter table certification.agency_report
  add column condition_id uuid,
  add column subject text,
  add column extent text check (extent in ('All', 'Part')),
  add column ordered_on date,
  add column minutes integer check (minutes > 0),
  add column place text,
  add column evidence text,
  add column route text not null default 'Immediate' check (route in ('Immediate', 'Rule101')),
  add column conduct_clock_id uuid,
  add column conduct_due_on date,
  add column queue_place integer not null default 2 check (queue_place between 0 and 2),
  add constraint fk_agency_report_condition_condition_id foreign key (condition_id) references certification.condition (id),
  add constraint ck_agency_report_conduct check (
    (conduct_clock_id is null) = (conduct_due_on is null) and (route = 'Rule101' or conduct_due_on is null)),
  add constraint ck_agency_report_ordered check (state = 'Draft' or ordered_on is null or occurred_on >= ordered_on),
  drop constraint agency_report_kind_check,
  add constraint ck_agency_report_kind check (
    kind in ('Hire', 'Separation', 'ConditionMet', 'RestrictionConditionMet', 'SuspensionTraining', 'Retraining'));

-- What was submitted before keeps its words; by which rule it goes on and where it stands in the queue follow from them.
alter table certification.agency_report disable trigger tr_agency_report_kept;
update certification.agency_report set
  route = case when shows_misconduct = 'Yes' then 'Rule101' else 'Immediate' end,
  queue_place = case when shows_misconduct = 'Yes' then 0 when in_time then 2 else 1 end
where state <> 'Draft';
alter table certification.agency_report enable trigger tr_agency_report_kept;
alter table certification.agency_report
  alter column route drop default,
  alter column queue_place drop default;

drop index certification.ix_agency_report_waiting;
create index ix_agency_report_waiting on certification.agency_report (queue_place, queue_day, submitted_at, id) where state = 'Submitted';
create index ix_agency_report_condition on certification.agency_report (condition_id) where condition_id is not null;
comment on column certification.agency_report.subject is
  'What it is about in words: the condition as it was on record when it was chosen, the order, the course.';
comment on column certification.agency_report.queue_place is 'Order of the queue: 0 where 1.01 governs too, 1 where it came late, 2 else.';
comment on column certification.agency_report.conduct_due_on is
  'Last day of the clock of 1.01, counted from the day on which the agency knew; nothing done here ends it (12.02(2)(a)).';
grant update (condition_id, subject, extent, ordered_on, minutes, place, evidence, route, conduct_clock_id, conduct_due_on, queue_place)
  on certification.agency_report to post_app;

-- A suspension may be ready to be looked at again: somebody of the Commission does, the same day; no clock ends a suspension.
alter table certification.hire_task
  drop constraint hire_task_kind_check,
  add constraint ck_hire_task_kind check (kind in ('IndexCheck', 'BarredHire', 'SuspensionReview')),
  drop constraint hire_task_outcome_check,
  add constraint ck_hire_task_known_outcome check (
    outcome in ('NotListed', 'Listed', 'NotEmployed', 'RecordWrong', 'Referred', 'SuspensionStays', 'SuspensionToEnd')),
  drop constraint ck_hire_task_receipt,
  add constraint ck_hire_task_receipt check (kind <> 'IndexCheck' or outcome is null or coalesce(receipt, '') <> '');
comment on table certification.hire_task is
  'What staff must do about a report: look a hire up in the index and keep its receipt, follow up a hire that was refused, or look at a suspension again. Nothing follows from it by itself.';

create table certification.retraining (
  id uuid not null,
  person_id uuid not null,
  agency_id uuid not null,
  order_words text not null,
  ordered_on date not null,
  completed_on date not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_retraining primary key (id),
  constraint ck_retraining_days check (completed_on >= ordered_on),
  constraint fk_retraining_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_retraining_law_enforcement_agency_agency_id foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_retraining_source_source_id foreign key (source_id) references certification.source (id) deferrable initially deferred
);
create index ix_retraining_person on certification.retraining (person_id);
comment on table certification.retraining is
  'Retraining that was ordered and is completed, as the agency reports it and staff took it in; the order itself is of the standards record (12.05(1)(g)).';
grant select, insert on certification.retraining to post_app;
grant update (superseded_at) on certification.retraining to post_app;
select audit.guard('certification.retraining');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.conditions.listed', 'Listed open conditions of an officer of the own agency', 'List', 'Inside', true);
