-- Why: thirteen kinds of misuse are looked for (8.07(5)); what each starts from is data with its source, not a number in code.

insert into access_review.misuse_rule (code, valid_from, label, meaning, numbers, purposes, clause, source)
select code, '2023-09-01', label, meaning, numbers::jsonb,
  case when code in ('no-matter', 'opened-then-sent') then array['investigation', 'hearing', 'agency-audit', 'records-request',
    'data-objection', 'privilege-review', 'legal-process'] else '{}' end, clause, 'Start value chosen with the design of access review; no text gives one'
from (values
  ('self', 'Own record', 'Somebody opened the record of the person they are.', '{}', '8.07(5)(a)'),
  ('relative', 'Relative or namesake', 'Somebody opened the record of a declared relative, or of a person whose surname sounds like their own.',
   '{"letters": 4}', '8.07(5)(a)'),
  ('former-agency', 'Own or former agency', 'Without a matter, somebody opened an officer of an agency they work or worked for.', '{}', '8.07(5)(a)'),
  ('no-matter', 'No matter', 'More opened records in a day without a matter than the purpose allows for.', '{"perDay": 3}', '8.07(5)(a)'),
  ('many-persons', 'Many persons', 'Many more different persons in a day than is usual for this account and for its peers.',
   '{"sigmas": 3, "peers": 2, "days": 60, "atLeast": 40, "ownDays": 5}', '8.07(5)'),
  ('search-no-open', 'Searches without a record opened', 'Search after search, and nothing opened.', '{"searches": 15, "minutes": 30}', '8.07(5)'),
  ('odd-hours', 'Unusual hour or place', 'Restricted data outside working hours, or from a network this account was never seen in.',
   '{"from": 7, "to": 19}', '8.07(5)'),
  ('many-lookers', 'One record, many readers', 'The same record opened by many people on one day.', '{"actors": 5}', '8.07(5)'),
  ('dormant', 'Dormant account', 'An account that was quiet for long is used again, or exports for the first time in as long.', '{"days": 45}', '8.07(5)'),
  ('copied-reason', 'Reason used again and again', 'One and the same reason was given on several occasions for many persons.',
   '{"subjects": 10, "occasions": 2, "days": 30}', '8.07(5)(a)'),
  ('opened-then-sent', 'Opened, then sent out', 'A record opened in one matter or in none left in a file or a message within a day.', '{"hours": 24}', '8.07(5)(b)'),
  ('canary', 'Planted record opened', 'A record that was planted for this, and that nobody has business with.', '{}', '8.07(5)'),
  ('denied-then-allowed', 'Refused, then allowed', 'What an account was refused it was allowed soon after, under another role.', '{"hours": 24}', '8.07(5)'),
  ('sample', 'Sample', 'Looks drawn by chance, so that ordinary ones are reviewed too.', '{"perMille": 10, "perMilleReviewers": 50}', '8.07(5)'),
  ('large-export', 'Large export', 'A file of many rows.', '{"rows": 500}', '8.07(5)(b)')
) as seed (code, label, meaning, numbers, clause);

insert into access_review.unit (role, words) values
  ('CertStaff', 'Division of Police Certification'), ('StdStaff', 'Division of Police Standards'),
  ('RecordsAccessOfficer', 'Records access office'), ('Counsel', 'Legal division'),
  ('ExecutiveDirector', 'Office of the Executive Director'), ('Chair', 'The Commissioners'), ('Commissioner', 'The Commissioners'),
  ('ComplianceOfficer', 'Compliance office'), ('AuditLead', 'Audit unit'), ('AuditStaff', 'Audit unit'),
  ('ExternalAuditor', 'An auditor from outside the Commission'), ('SysAdmin', 'Information technology'),
  ('AgencyHead', 'A law enforcement agency'), ('AgencyLiaison', 'A law enforcement agency'), ('AgencyClerk', 'A law enforcement agency'),
  ('AuditeeMember', 'A law enforcement agency'), ('OfficerUser', 'An officer');

insert into access_review.held_purpose (purpose, valid_from, source) values
  ('complaint-intake', '2023-09-01', 'A complaint is confidential until it is decided what becomes of it'),
  ('preliminary-inquiry', '2023-09-01', '555 CMR 1.04-1.07: preliminary inquiries are confidential'),
  ('investigation', '2023-09-01', 'M.G.L. c. 6E, § 8; an investigation would be told of itself'),
  ('access-review', '2023-09-01', '8.07(5): a review that its subject can see would tell of the looks it is about');

-- The Executive Director or a designee reviews those who review.
update kernel.purpose set roles = '{ComplianceOfficer,ExecutiveDirector,Counsel}' where code = 'access-review' and valid_to is null;
insert into kernel.purpose (code, label, clause, roles, valid_minutes, standing, valid_from) values
  ('own-record', 'One''s own record', 'M.G.L. c. 66A, § 2(f), (g)', '{OfficerUser}', 60, true, '2023-09-01');

insert into commission.acting_purpose (code, office_code, label, clause) values
  ('access-review', 'ExecutiveDirector', 'Review the looks of those who review access', '8.07(5)');

-- Opening a look past the rules starts the same clock; the rule is there once.
insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by)
select 'c0510000-0000-7000-8012-000000000125', 'break-glass-review', 1, 'A look past the rules is reviewed', 'Setting', 3, 'BusinessDay', 'After',
  'None', 'Event', false, 0, 'massachusetts', '8.07(5)', 'Design of access review: three business days', '2023-09-01',
  'Looks past the rules are rare and must not wait', '2023-09-01 04:00:00+00', 'Schema script'
where not exists (select from commission.deadline_rule where code = 'break-glass-review');

insert into access_review.watch_cursor (name, tx, event_id, moved_at)
values ('misuse', 0, '00000000-0000-0000-0000-000000000000', '2023-09-01 04:00:00+00');
