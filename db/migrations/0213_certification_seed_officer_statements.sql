-- Why: the last day of a statement is the Commission's to set, an officer is told what became of it, and each act has its words (12.07(1), 12.11).

-- Superseded from the start: 12.07 counts no days, so none are counted until the Commission sets a number. This row only says of what.
insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by, superseded_at) values
  ('c0510000-0000-7000-8012-000000000213', 'officer-statement', 1, 'Officer tells of a change', 'Setting', 0, 'BusinessDay', 'After', 'None',
   'Event', false, 0, 'massachusetts', '555 CMR 12.07(1)(b)', 'Not set: the text gives no number', '2024-11-08',
   'The text gives no number', '2023-09-01 04:00:00+00', 'Schema script', '2023-09-01 04:00:00+00');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('officer-invitation', 'Invitation to an officer''s own portal', '12.07(1)(b)', 'CommissionCorrespondence', '{addressee,link,last_day,contact}'),
  ('officer-statement-settled', 'What became of a statement', '12.07(1)(b)', 'CommissionCorrespondence',
   '{addressee,statement,kind,submitted_on,outcome,words,contact}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('officer-statement-settled', '{{words}}', '12.07(1)(d)', '2023-09-01', 'What is not accepted goes back with its reasons.'),
  ('officer-statement-settled', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('officer-invitation', 'en', 1, 'Adopted', 'Your own portal at the Commission',
$body$To {{addressee}}

The Peace Officer Standards and Training Commission opens your own portal to you: what is on record about you, what you tell the Commission of changes, its notices to you, and who looked at your record.

To sign in for the first time, open this address:

{{link}}

You will be asked for a code. Whoever invited you tells you the code by another way; it is not in this message. The invitation holds until {{last_day}}.

If you did not ask for it, do not open it, and answer to {{contact}}. This notice goes to every address that was furnished to the Commission for this purpose (555 CMR 12.11).$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z'),
  ('officer-statement-settled', 'en', 1, 'Adopted', 'Your statement {{statement}}: {{outcome}}',
$body$To {{addressee}}

On {{submitted_on}} you told the Commission: {{kind}}, {{statement}}. What became of it: {{outcome}}.

{{words}}

What you wrote stays on file as you wrote it. You find it in your own portal, under What I told; a correction is a statement of its own that names the one it replaces.

This notice goes to the address that was furnished to the Commission for this purpose (555 CMR 12.11). With a question, answer to {{contact}}.$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('officer.invited', 'Invited an officer to the own portal', 'Change', 'Inside', true),
  ('officer.account.shown', 'Looked whether an officer has an account', 'Open', 'Inside', true),
  ('officer-statements.listed', 'Listed statements of officers', 'List', 'Inside', true),
  ('officer-statement.opened', 'Opened a statement of an officer', 'Open', 'Inside', true),
  ('officer-statement.taken-in', 'Took in a statement of an officer', 'Change', 'Inside', true),
  ('officer-statement.returned', 'Returned a statement to an officer', 'Change', 'Inside', true),
  ('own-record.shown', 'Opened one''s own record', 'Open', 'Inside', true),
  ('own-record.asked-of', 'Opened a form about one''s own record', 'Open', 'Inside', true),
  ('own-record.statement.submitted', 'Told the Commission of a change of oneself', 'Change', 'Inside', true),
  ('own-record.statements.listed', 'Listed one''s own statements', 'List', 'Inside', true),
  ('own-record.statement.opened', 'Opened one''s own statement', 'Open', 'Inside', true),
  ('own-record.petition.filed', 'Filed a petition for review about oneself', 'Change', 'Inside', true),
  ('own-record.notices.listed', 'Listed notices to oneself', 'List', 'Inside', true),
  ('own-record.notice.opened', 'Opened a notice to oneself', 'Open', 'Inside', true);
