-- Why: an officer without an electronic mail address is marked, since notice under 12.11 cannot be given by it, and one whose address nobody verified is reminded once (12.04(1)(a)6, 12.07(1)(b)1).

create table certification.address_reminder (
  contact_point_id uuid not null,
  person_id uuid not null,
  notice_id uuid not null,
  due_on date not null,
  reminded_at timestamptz not null,
  constraint pk_address_reminder primary key (contact_point_id),
  constraint fk_address_reminder_person_person_id foreign key (person_id) references certification.person (id)
);
create index ix_address_reminder_person on certification.address_reminder (person_id);
comment on table certification.address_reminder is
  'That an officer was reminded of an address that nobody verified; once for an address, which stays in use (12.07(1)(b)1).';
grant select, insert on certification.address_reminder to post_app;
select audit.guard('certification.address_reminder');

-- Superseded from the start: the text counts no days, so none are counted until the Commission sets a number. This row only says of what.
insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by, superseded_at) values
  ('c0510000-0000-7000-8012-000000000235', 'address-verified', 1, 'Officer verifies an address', 'Setting', 0, 'BusinessDay', 'After', 'None',
   'Event', false, 0, 'massachusetts', '555 CMR 12.07(1)(b)1', 'Not set: the text gives no number', '2024-11-08',
   'The text gives no number', '2023-09-01 04:00:00+00', 'Schema script', '2023-09-01 04:00:00+00');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('address-unverified', 'Reminder of an address that is not verified', '12.07(1)(b)1', 'CommissionCorrespondence', '{addressee,addresses}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('address-unverified', '{{addresses}}', '12.07(1)(b)1', '2023-09-01', 'Which of them.'),
  ('address-unverified', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('address-unverified', 'en', 1, 'Adopted', 'An address of yours is not verified',
$body$To {{addressee}}

Nobody has verified yet that what the Commission sends to this reaches you, and the days that the Commission set for it are over:

{{addresses}}

In your own portal, under My record, you can have a code sent there and enter it. If you have no portal yet, ask the Commission's certification staff for one, or for a link by mail.

Notices go to the address all the same, and have the same effect. This notice is sent to the address that was furnished to the Commission for this purpose (555 CMR 12.11).$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-address.shown', 'Opened one''s own address', 'Open', 'Inside', true),
  ('own-address.code-asked', 'Had a code sent to one''s own address', 'Change', 'Inside', true),
  ('own-address.code-entered', 'Entered a code for one''s own address', 'Change', 'Inside', true),
  ('officer-addresses.shown', 'Looked whether an officer has an address for notices', 'Open', 'Inside', true),
  ('officers-without-address.listed', 'Listed officers without an electronic mail address', 'List', 'Inside', true),
  ('unverified-addresses.reminded', 'Reminded officers of addresses that nobody verified', 'System', 'Inside', true);
