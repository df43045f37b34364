-- Why: an application goes from receipt, by the requirements of its standard, to a decision as a row that status and certificates rest on (8.05(1)(a)-(b), M.G.L. c. 6E, § 4).

create table certification.certification_standard (
  id uuid not null,
  kind text not null check (kind in ('Initial', 'Recertification', 'Sro')),
  version integer not null check (version > 0),
  title text not null,
  source text not null,
  valid_from date not null,
  constraint pk_certification_standard primary key (id)
);
create unique index ux_certification_standard_version on certification.certification_standard (kind, version);
create unique index ux_certification_standard_day on certification.certification_standard (kind, valid_from);
comment on table certification.certification_standard is
  'What an application must show. An application keeps the version of the day on which it was received; the next version is a new row.';

create table certification.standard_item (
  standard_id uuid not null,
  code text not null,
  place integer not null,
  title text not null,
  shown_by text not null,
  clause text not null,
  bars_condition boolean not null,
  constraint pk_standard_item primary key (standard_id, code),
  constraint fk_standard_item_certification_standard_standard_id
    foreign key (standard_id) references certification.certification_standard (id)
);
comment on column certification.standard_item.bars_condition is
  'Not met, it leaves no room for a conditional decision: a failed background check, a felony, lack of character (555 CMR 7.04 as practised).';

create table certification.decision_rule (
  decision text not null check (decision in
    ('Grant', 'GrantConditionally', 'Decline', 'Nonrenew', 'ContinueWhilePending', 'Restrict', 'Limit', 'Extend', 'Expire')),
  application text not null check (application in ('Initial', 'Recertification', 'Sro', 'OwnMotion')),
  valid_from date not null,
  status_code text,
  needs_vote boolean not null,
  closes boolean not null,
  term_rule text,
  authority text not null,
  source text not null,
  constraint pk_decision_rule primary key (decision, application, valid_from),
  constraint fk_decision_rule_certification_status_code_status_code
    foreign key (status_code) references certification.certification_status_code (code)
);
comment on table certification.decision_rule is
  'Which decision may end which application, what status follows (none: it stays), whether the Commissioners must have voted, and by which deadline rule its term is counted.';

create sequence certification.application_number;
create table certification.application (
  id uuid not null,
  number bigint not null,
  kind text not null check (kind in ('Initial', 'Recertification', 'Sro', 'OwnMotion')),
  person_id uuid not null,
  agency_id uuid,
  standard_id uuid,
  received_on date not null,
  lapses_on date,
  grounds text,
  clock_id uuid not null,
  due_on date not null,
  opened_at timestamptz not null,
  opened_by uuid,
  opened_by_name text not null,
  closed_at timestamptz,
  closed_as text check (closed_as in ('Decided', 'Withdrawn')),
  constraint pk_application primary key (id),
  constraint ck_application_standard check ((kind = 'OwnMotion') = (standard_id is null)),
  constraint ck_application_grounds check (kind <> 'OwnMotion' or coalesce(grounds, '') <> ''),
  constraint ck_application_closed check ((closed_at is null) = (closed_as is null)),
  constraint fk_application_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_application_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_application_certification_standard_standard_id
    foreign key (standard_id) references certification.certification_standard (id)
);
create unique index ux_application_number on certification.application (number);
create unique index ux_application_open on certification.application (person_id, kind) where closed_at is null;
create index ix_application_person on certification.application (person_id);
create index ix_application_queue on certification.application (due_on, id) where closed_at is null;
create index ix_application_agency on certification.application (agency_id, due_on, id) where closed_at is null;
create index ix_application_closed on certification.application (due_on, id) where closed_at is not null;
comment on column certification.application.agency_id is 'The agency that endorsed it; none for an independent applicant (555 CMR 9.04).';
comment on column certification.application.lapses_on is
  'Last day of the certification it is about, as that was on record at receipt: an application received by then continues it (555 CMR 7.03).';
comment on column certification.application.due_on is
  'The service target of the clock, kept for the order of the queue; its rule does not roll, so a change of the calendar leaves it.';

create table certification.requirement_evidence (
  id uuid not null,
  application_id uuid not null,
  item_code text not null,
  finding text not null check (finding in ('NotShown', 'Met', 'NotMet', 'Waived')),
  shown_on date,
  note text,
  document text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  superseded_at timestamptz,
  constraint pk_requirement_evidence primary key (id),
  constraint ck_requirement_evidence_note check (finding not in ('NotMet', 'Waived') or coalesce(note, '') <> ''),
  constraint fk_requirement_evidence_application_application_id foreign key (application_id) references certification.application (id)
);
create unique index ux_requirement_evidence_present on certification.requirement_evidence (application_id, item_code)
  where superseded_at is null;
create index ix_requirement_evidence_application on certification.requirement_evidence (application_id);

create sequence certification.decision_number;
create table certification.decision (
  id uuid not null,
  number bigint not null,
  application_id uuid not null,
  person_id uuid not null,
  kind text not null,
  reasons text not null check (reasons <> ''),
  authority text not null,
  decided_on date not null,
  effective_on date not null,
  expires_on date,
  status_code text,
  vote_id uuid,
  certificate_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  constraint pk_decision primary key (id),
  constraint ck_decision_days check (expires_on is null or expires_on > effective_on),
  constraint fk_decision_application_application_id foreign key (application_id) references certification.application (id),
  constraint fk_decision_person_person_id foreign key (person_id) references certification.person (id)
);
create unique index ux_decision_number on certification.decision (number);
create index ix_decision_application on certification.decision (application_id);
create index ix_decision_person on certification.decision (person_id);
comment on column certification.decision.effective_on is
  'From when it holds, which may be before the day it was made: the two are kept apart (8.05(1)(b)).';
comment on column certification.decision.vote_id is 'The vote of the Commissioners that it rests on, where one is due (8.03(2)).';

-- A status that a decision gave is told from one that a file reported: no file of its day or before takes its place.
alter table certification.status_report add column decision_id uuid;
create unique index ux_status_report_decision on certification.status_report (person_id, as_of)
  where decision_id is not null and superseded_at is null;

create table certification.condition (
  id uuid not null,
  decision_id uuid not null,
  application_id uuid not null,
  person_id uuid not null,
  place integer not null,
  words text not null check (words <> ''),
  due_on date not null,
  clock_id uuid not null,
  state text not null check (state in ('Open', 'Met', 'Missed', 'Lifted')),
  settled_on date,
  settled_at timestamptz,
  settled_by_name text,
  note text,
  constraint pk_condition primary key (id),
  constraint ck_condition_settled check ((state = 'Open') = (settled_on is null) and (state = 'Open') = (settled_at is null)),
  constraint fk_condition_decision_decision_id foreign key (decision_id) references certification.decision (id)
);
create index ix_condition_decision on certification.condition (decision_id);
create index ix_condition_person on certification.condition (person_id);
create index ix_condition_due on certification.condition (due_on, id) where state = 'Open';

grant select on certification.certification_standard, certification.standard_item, certification.decision_rule to post_app;
grant usage on sequence certification.application_number, certification.decision_number to post_app;
grant select, insert on certification.application, certification.requirement_evidence, certification.decision,
  certification.condition to post_app;
grant update (closed_at, closed_as) on certification.application to post_app;
grant update (superseded_at) on certification.requirement_evidence to post_app;
grant update (state, settled_on, settled_at, settled_by_name, note) on certification.condition to post_app;
select audit.guard('certification.application');
select audit.guard('certification.requirement_evidence');
select audit.guard('certification.decision');
select audit.guard('certification.condition');
