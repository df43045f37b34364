-- Why: the last day of a report is the Commission's to set, a report returned is told to whoever is liaison, and each act has its words (12.05(1), 12.06(2)).

-- Superseded from the start: 12.00 counts no days, so none are counted until the Commission sets a number. This row only says of what.
insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by, superseded_at) values
  ('c0510000-0000-7000-8012-000000000190', 'agency-report', 1, 'Agency reports what it knows', 'Setting', 0, 'BusinessDay', 'After', 'None',
   'Event', false, 0, 'massachusetts', '555 CMR 12.05(1)', 'Not set: the text says immediately and gives no number', '2024-11-08',
   'The text gives no number', '2023-09-01 04:00:00+00', 'Schema script', '2023-09-01 04:00:00+00');

insert into certification.intake_rule (code, value, meaning, source, valid_from) values
  ('portal-prompt-days', 90,
   'An agency is prompted for the separation of an officer whom another agency reported as hired, for this many days after that report was taken in.',
   'Product default: the officer may serve at both; the Commission may set another', '2023-09-01');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('agency-report-returned', 'Report returned', '12.05(3)', 'CommissionCorrespondence', '{addressee,agency,report,kind,submitted_on,reasons,contact}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('agency-report-returned', '{{reasons}}', '12.05(2)', '2023-09-01', 'What is not accepted goes back with its reasons.'),
  ('agency-report-returned', '555 CMR 12.05(3)', '12.05(3)', '2023-09-01', 'The duty of accuracy is cited where a correction is asked for.'),
  ('agency-report-returned', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('agency-report-returned', 'en', 1, 'Adopted', 'Report {{report}} returned',
$body$To {{addressee}}

The Commission received report {{report}} ({{kind}}) of {{agency}} on {{submitted_on}}. It was not taken into the record and is returned:

{{reasons}}

Open the report in the agency portal, under Reports, and submit a correction: a report of its own that names the one it replaces. The first report stays on file. The duty of accuracy in what is submitted to the Commission is in 555 CMR 12.05(3).

This notice goes to the address that was furnished to the Commission for this purpose (555 CMR 12.11). With a question, answer to {{contact}}.$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.reports.listed', 'Listed reports of the own agency', 'List', 'Inside', true),
  ('own-agency.report.opened', 'Opened a report of the own agency', 'Open', 'Inside', true),
  ('own-agency.report.saved', 'Prepared a report of the own agency', 'Change', 'Inside', true),
  ('own-agency.report.submitted', 'Submitted a report of the own agency', 'Change', 'Inside', true),
  ('agency-reports.listed', 'Listed reports of agencies', 'List', 'Inside', true),
  ('agency-report.opened', 'Opened a report of an agency', 'Open', 'Inside', true),
  ('agency-report.taken-in', 'Took a report of an agency into the record', 'Change', 'Inside', true),
  ('agency-report.returned', 'Returned a report to an agency', 'Change', 'Inside', true),
  ('hire-tasks.listed', 'Listed hires to look up and hires that were refused', 'List', 'Inside', true),
  ('hire-task.closed', 'Recorded what looking up a hire led to', 'Change', 'Inside', true);
