-- Why: an agency is told in time which of its officers a round still misses, once for each step (555 CMR 7.02, 12.11).

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('recertification-missing', 'Officers that a round of recertification misses', '555 CMR 7.02', 'CommissionCorrespondence',
   '{addressee,round,due_on,ends_on,days,count,officers}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('recertification-missing', '{{officers}}', '555 CMR 7.02', '2021-07-01', 'Whom it is about.'),
  ('recertification-missing', '{{due_on}}', '555 CMR 7.02(3)', '2021-07-01', 'By when an application is in time.'),
  ('recertification-missing', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('recertification-missing', 'en', 1, 'Adopted', 'Recertification: {{count}} still missing, due {{due_on}}',
$body$To {{addressee}}

Certifications in this round of recertification end on {{ends_on}}: {{round}}.

An application that is received on or before {{due_on}} is in time, and continues the certification until the Commission decides (555 CMR 7.03). That is in {{days}} days.

Of your officers these are missing, or something of their application is ({{count}}):

{{officers}}

If one of them no longer serves with you, tell the Commission so.

This notice is sent to the address that was furnished to the Commission for this purpose (555 CMR 12.11).$body$,
   '555 CMR 7.00', '2021-07-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('recertification-agencies.reminded', 'Reminded agencies of officers whose application is missing', 'System', 'Inside', true);
