-- Why: officer, agency and bargaining representative are told of a decision, and what falls short of a full certification can be reviewed on petition (555 CMR 7.07, 7.10, 9.10, 9.11).

alter table certification.decision_rule add column reviewable boolean;
update certification.decision_rule
set reviewable = decision in ('GrantConditionally', 'Decline', 'Nonrenew', 'Restrict', 'Limit', 'Expire');
alter table certification.decision_rule alter column reviewable set not null;
comment on column certification.decision_rule.reviewable is
  'Whether a petition for review is open against it: whatever falls short of what was asked for (555 CMR 7.07, 7.10, 9.11).';

alter table certification.decision add column reviewable boolean not null default false;
alter table certification.decision alter column reviewable drop default;

alter table certification.application add column representative text;
comment on column certification.application.representative is
  'Head of the bargaining unit that the application names; told of the decision beside officer and agency (555 CMR 9.10).';

create table certification.review_step (
  id uuid not null,
  decision_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('Served', 'Filed', 'Granted', 'Denied', 'HearingRequested', 'Upheld', 'Vacated', 'Closed')),
  taken_on date not null,
  note text not null check (note <> ''),
  clock_id uuid,
  window_ends_on date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  constraint pk_review_step primary key (id),
  constraint ck_review_step_window check ((kind = 'Served') = (window_ends_on is not null)),
  constraint fk_review_step_decision_decision_id foreign key (decision_id) references certification.decision (id)
);
create unique index ux_review_step_kind on certification.review_step (decision_id, kind);
create index ix_review_step_person on certification.review_step (person_id);
create index ix_review_step_window on certification.review_step (window_ends_on) where kind = 'Served';
comment on table certification.review_step is
  'What happened to a decision on review, from its service on; each step once, added and never changed. Where it stands is read from them.';

grant select, insert on certification.review_step to post_app;
select audit.guard('certification.review_step');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('certification-decision', 'Decision about a certification', '555 CMR 7.07, 9.10', 'CommissionCorrespondence',
   '{addressee,officer,number,application,decision,decided_on,effective_on,last_day,reasons,conditions,authority,review}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('certification-decision', '{{reasons}}', '555 CMR 7.07', '2021-07-01', 'The decision is in writing with its reasons.'),
  ('certification-decision', '{{review}}', '555 CMR 7.07', '2021-07-01', 'The notice states the right to a review.'),
  ('certification-decision', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('certification-decision', 'en', 1, 'Adopted', 'Decision {{number}} about a certification',
$body$To {{addressee}}

The Commission has decided on the certification of {{officer}} (application {{application}}).

Decision {{number}}: {{decision}}
Decided on {{decided_on}}, with effect from {{effective_on}}
Last day: {{last_day}}

Reasons:

{{reasons}}

{{conditions}}

{{review}}

Authority: {{authority}}

This notice goes to the officer, to the agency, and to the head of the bargaining unit where the application names one. It is sent to the address that was furnished to the Commission for this purpose (555 CMR 12.11).$body$,
   '555 CMR 7.00, 9.00, 10.00', '2021-07-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('certification-review.recorded', 'Recorded a step of the review of a decision', 'Change', 'Inside', true),
  ('certification-review-windows.closed', 'Told the public record that time for a petition had ended', 'System', 'Inside', true);
