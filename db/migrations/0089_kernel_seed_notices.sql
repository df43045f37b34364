-- Why: rows of a file that were not accepted go back with their reasons (12.05(2)); how long mail is tried is a dated rule.

insert into kernel.notice_rule (valid_from, retry_minutes, lease_minutes, source) values
  ('2023-09-01', '{1,5,15,60,240,720}', 10, 'Default of the product: about seventeen hours in all, then the second channel; set by Commission instruction.');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('import-rows-returned', 'Rows of a file returned', '12.05(2)', 'CommissionCorrespondence',
   '{addressee,file,received_on,as_of,rows,accepted,unchanged,held,rejected,reasons,message,contact}');

insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('import-rows-returned', '{{reasons}}', '12.05(2)', '2023-09-01', 'Requirements of 12.05(2): accept good rows, return bad rows with reasons.'),
  ('import-rows-returned', '555 CMR 12.05(3)', '12.05(3)', '2023-09-01', 'The duty of accuracy is cited where a correction is asked for.'),
  ('import-rows-returned', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');

insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('import-rows-returned', 'en', 1, 'Adopted',
   'Rows returned: {{rejected}} of {{rows}} in {{file}}',
$body$To {{addressee}}

The Commission received your file "{{file}}" on {{received_on}}. Its rows are taken as of {{as_of}}.

Of {{rows}} rows:

- {{accepted}} were accepted
- {{unchanged}} were on record already
- {{held}} are held for a decision by the Commission's staff
- {{rejected}} were not accepted and are returned with this notice

Rows not accepted, each with its reason:

{{reasons}}

Please correct these rows and send them again. Rows that were accepted need not be sent again. The duty of accuracy in what is submitted to the Commission is in 555 CMR 12.05(3).

{{message}}

This notice goes to the address that was furnished to the Commission for this purpose (555 CMR 12.11). To furnish another address, or with a question about a row, answer to {{contact}}.$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');
