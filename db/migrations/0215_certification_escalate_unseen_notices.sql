-- Why: a notice that nobody at an agency opened is brought before its head, once, after the days that the Commission sets (12.06(2)(b)).

create table certification.notice_escalation (
  notice_id uuid not null,
  agency_id uuid not null,
  head_id uuid not null,
  letter_id uuid not null,
  due_on date not null,
  escalated_at timestamptz not null,
  constraint pk_notice_escalation primary key (notice_id),
  constraint fk_notice_escalation_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_notice_escalation_agency_member_head_id foreign key (head_id) references certification.agency_member (id)
);
create index ix_notice_escalation_agency on certification.notice_escalation (agency_id, notice_id);
comment on table certification.notice_escalation is
  'That the head of an agency was told of a notice that nobody there had opened; once for a notice. The notice stays as sufficient as it was (12.11).';
grant select, insert on certification.notice_escalation to post_app;
select audit.guard('certification.notice_escalation');

-- Superseded from the start: 12.06 counts no days, so none are counted until the Commission sets a number. This row only says of what.
insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by, superseded_at) values
  ('c0510000-0000-7000-8012-000000000215', 'notice-seen', 1, 'Agency opens a notice', 'Setting', 0, 'BusinessDay', 'After', 'None',
   'Event', false, 0, 'massachusetts', '555 CMR 12.06(2)(b)', 'Not set: the text gives no number', '2024-11-08',
   'The text gives no number', '2023-09-01 04:00:00+00', 'Schema script', '2023-09-01 04:00:00+00');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('notices-unseen', 'Notices that nobody at an agency has opened', '12.06(2)(b)', 'CommissionCorrespondence', '{addressee,agency,count,notices}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('notices-unseen', '{{notices}}', '12.06(2)(b)', '2023-09-01', 'Which of them nobody has opened.'),
  ('notices-unseen', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('notices-unseen', 'en', 1, 'Adopted', '{{agency}}: {{count}} of the Commission not opened',
$body$To {{addressee}}

The Commission sent notices to {{agency}} that nobody has opened in the agency's portal, and the days that the Commission set for it are over ({{count}}):

{{notices}}

You find them in the portal of your agency, under Notices. A liaison watches the mailbox for the agency (555 CMR 12.06(2)(b)); whether a notice was opened changes nothing of its effect.

This notice is sent to the address that was furnished to the Commission for this purpose (555 CMR 12.11).$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('unseen-notices.escalated', 'Told heads of agencies of notices that nobody had opened', 'System', 'Inside', true);
