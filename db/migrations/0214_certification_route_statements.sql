-- Why: what an employed officer tells goes to the liaisons of each agency that employs the officer, and the Commission sees that it was told and not what it says (12.07(1)(b)).

alter table certification.officer_statement add column with_agencies boolean not null default false;
comment on column certification.officer_statement.with_agencies is
  'True: it went to the agencies of statement_addressee, and not to the Commission. Told by employment at the submission, and it stays so.';
alter table certification.officer_statement add constraint ck_officer_statement_with_agencies check (not with_agencies or kind <> 'Petition');
drop index certification.ix_officer_statement_waiting;
create index ix_officer_statement_waiting on certification.officer_statement (with_agencies, in_time, submitted_at, id) where state = 'Submitted';

create table certification.statement_addressee (
  statement_id uuid not null,
  agency_id uuid not null,
  state text not null check (state in ('Submitted', 'TakenIn', 'Returned', 'Replaced')),
  clock_id uuid,
  prompted_at timestamptz,
  answered_at timestamptz,
  constraint pk_statement_addressee primary key (statement_id, agency_id),
  constraint fk_statement_addressee_officer_statement_statement_id
    foreign key (statement_id) references certification.officer_statement (id),
  constraint fk_statement_addressee_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint ck_statement_addressee_answered check ((answered_at is null) = (state = 'Submitted'))
);
create index ix_statement_addressee_waiting on certification.statement_addressee (agency_id, statement_id) where state = 'Submitted';
create index ix_statement_addressee_answered on certification.statement_addressee (agency_id, answered_at, statement_id) where answered_at is not null;
create index ix_statement_addressee_clock on certification.statement_addressee (clock_id)
  where state = 'Submitted' and prompted_at is null and clock_id is not null;
comment on table certification.statement_addressee is
  'An agency to which a statement went, and what became of it there. The application''s role writes what became of it and nothing else.';
comment on column certification.statement_addressee.clock_id is
  'The clock of the answer by the Commission''s instruction; none where none was set at the submission: 12.00 itself counts no days.';
comment on column certification.statement_addressee.prompted_at is 'When the agency was reminded that nobody had answered.';
grant select, insert on certification.statement_addressee to post_app;
grant update (state, prompted_at, answered_at) on certification.statement_addressee to post_app;
select audit.guard('certification.statement_addressee');

alter table certification.officer_statement_step add column agency_id uuid;
alter table certification.officer_statement_step add constraint fk_officer_statement_step_law_enforcement_agency_agency_id
  foreign key (agency_id) references certification.law_enforcement_agency (id);
comment on column certification.officer_statement_step.agency_id is 'The agency for which it was done; none for the officer and for the Commission.';

alter table certification.agency_report add column statement_id uuid;
alter table certification.agency_report add constraint fk_agency_report_officer_statement_statement_id
  foreign key (statement_id) references certification.officer_statement (id);
create index ix_agency_report_statement on certification.agency_report (statement_id) where statement_id is not null;
comment on column certification.agency_report.statement_id is
  'The statement of an officer that led to it: submitting the report answers the statement.';

-- Superseded from the start: 12.07 counts no days, so none are counted until the Commission sets a number. This row only says of what.
insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by, superseded_at) values
  ('c0510000-0000-7000-8012-000000000214', 'statement-answer', 1, 'Agency answers what an officer told', 'Setting', 0, 'BusinessDay', 'After', 'None',
   'Event', false, 0, 'massachusetts', '555 CMR 12.07(1)(b)3.c', 'Not set: the text gives no number', '2024-11-08',
   'The text gives no number', '2023-09-01 04:00:00+00', 'Schema script', '2023-09-01 04:00:00+00');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('officer-statement-answered', 'What an agency answered to a statement', '12.07(1)(b)', 'CommissionCorrespondence',
   '{addressee,statement,kind,submitted_on,agency,outcome,words}'),
  ('officer-statements-wait', 'Statements of officers that an agency has not answered', '12.07(1)(b)3.c', 'CommissionCorrespondence',
   '{addressee,count,statements}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('officer-statement-answered', '{{words}}', '12.07(1)(d)', '2023-09-01', 'What is not accepted goes back with its reasons.'),
  ('officer-statement-answered', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.'),
  ('officer-statements-wait', '{{statements}}', '12.07(1)(b)3.c', '2023-09-01', 'Which of them wait.'),
  ('officer-statements-wait', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('officer-statement-answered', 'en', 1, 'Adopted', 'Your statement {{statement}}: {{outcome}} by {{agency}}',
$body$To {{addressee}}

On {{submitted_on}} you told your agency through the Commission's portal: {{kind}}, {{statement}}. {{agency}} answered: {{outcome}}.

{{words}}

What you wrote stays on file as you wrote it. You find it in your own portal, under What I told; a correction is a statement of its own that names the one it replaces.

This notice goes to the address that was furnished to the Commission for this purpose (555 CMR 12.11). With a question, turn to the liaison of your agency.$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z'),
  ('officer-statements-wait', 'en', 1, 'Adopted', 'Your officers told you of changes: {{count}} not answered',
$body$To {{addressee}}

Officers of your agency told you of changes through the Commission's portal, and the days that the Commission set for an answer are over ({{count}}):

{{statements}}

You find them in the portal of your agency, under Statements. Where something changed, report it to the Commission at once (555 CMR 12.05(1)(i)); what is wrong goes back to the officer with the reasons.

This notice is sent to the address that was furnished to the Commission for this purpose (555 CMR 12.11).$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.statements.listed', 'Listed what officers told their agency', 'List', 'Inside', true),
  ('own-agency.statement.opened', 'Opened what an officer told their agency', 'Open', 'Inside', true),
  ('own-agency.statement.answered', 'Answered what an officer told their agency', 'Change', 'Inside', true),
  ('officer-statements.prompted', 'Reminded agencies of statements that nobody had answered', 'System', 'Inside', true);
