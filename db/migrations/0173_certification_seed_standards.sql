-- Why: the requirements of M.G.L. c. 6E, § 4(f)(1), what each decision does, and the terms it runs for are dated data with their source.

insert into certification.certification_status_code
  (code, label, public_label, meaning, certified, place, source, valid_from) values
  ('Restricted', 'Certified, restricted', 'Certified, restricted',
   'Holds a certification with limits that the Commission set (M.G.L. c. 6E, § 3(a)(4)).', true, 35, 'M.G.L. c. 6E, § 3(a)(4)', '2021-07-01');

insert into certification.certification_standard (id, kind, version, title, source, valid_from) values
  ('ce510000-0000-7000-8100-000000000001', 'Initial', 1, 'Initial certification as an officer',
   'M.G.L. c. 6E, § 4(f)(1); 555 CMR 9.00', '2021-07-01'),
  ('ce510000-0000-7000-8100-000000000002', 'Recertification', 1, 'Recertification as an officer',
   'M.G.L. c. 6E, § 4(f), (i); 555 CMR 7.00', '2021-07-01'),
  ('ce510000-0000-7000-8100-000000000003', 'Sro', 1, 'Certification as a school resource officer',
   'M.G.L. c. 6E, § 3(b); 555 CMR 10.00', '2021-07-01');

insert into certification.standard_item (standard_id, code, place, title, shown_by, clause, bars_condition)
select ('ce510000-0000-7000-8100-00000000000' || standard)::uuid, code, place, title, shown_by, clause, bars
from (values
  (1, 'age', 1, 'Age 21 or over', 'Birth certificate or other proof of age', 'M.G.L. c. 6E, § 4(f)(1)(i)', false),
  (1, 'education', 2, 'High school or equivalent', 'Diploma, GED, or other credential', 'M.G.L. c. 6E, § 4(f)(1)(ii)', false),
  (1, 'basic-training', 3, 'Basic training', 'Graduation from an academy of the MPTC or the State Police, or an exemption of the MPTC', 'M.G.L. c. 6E, § 4(f)(1)(iii)', false),
  (1, 'fitness', 4, 'Physical and psychological fitness evaluation', 'That both were passed, and when; results stay with the agency', 'M.G.L. c. 6E, § 4(f)(1)(iv)', false),
  (1, 'background', 5, 'State and national background check', 'That it was made with fingerprints and full employment history, and when', 'M.G.L. c. 6E, § 4(f)(1)(v)', true),
  (1, 'examination', 6, 'Examination', 'That it was passed, and when', 'M.G.L. c. 6E, § 4(f)(1)(vi)', false),
  (1, 'first-aid-cpr', 7, 'Current first aid and CPR', 'Certificates with the days they run out', 'M.G.L. c. 6E, § 4(f)(1)(vii)', false),
  (1, 'interview', 8, 'Oral interview', 'Who held it, and when', 'M.G.L. c. 6E, § 4(f)(1)(viii)', false),
  (1, 'character', 9, 'Good moral character and fitness for employment', 'Attestation of the agency head under penalties of perjury, or the Commission''s own finding', 'M.G.L. c. 6E, § 4(f)(1)(ix)', true),
  (1, 'not-barred', 10, 'No bar: no felony conviction, not listed as decertified here or in the index', 'Answer of the National Decertification Index and of the Commission''s list', 'M.G.L. c. 6E, § 4(d), (f)(2)', true),
  (2, 'background', 1, 'State and national background check', 'That it was made anew, and when', 'M.G.L. c. 6E, § 4(f)(1)(v); 555 CMR 7.06', true),
  (2, 'first-aid-cpr', 2, 'Current first aid and CPR', 'Certificates with the days they run out', 'M.G.L. c. 6E, § 4(f)(1)(vii); 555 CMR 7.06(7)', false),
  (2, 'in-service', 3, 'In-service training of each year', 'Training record of the MPTC or the State Police', '555 CMR 7.06', false),
  (2, 'work', 4, 'Work as an officer in the period', 'Employment on record, or what stood in for it', '555 CMR 7.06', false),
  (2, 'character', 5, 'Good moral character and fitness for employment', 'Attestation of the agency head, or the Commission''s own finding', 'M.G.L. c. 6E, § 4(f)(1)(ix); 555 CMR 7.05', true),
  (2, 'not-barred', 6, 'No bar: no felony conviction, not listed as decertified here or in the index', 'Answer of the National Decertification Index and of the Commission''s list', 'M.G.L. c. 6E, § 4(f)(2)', true),
  (3, 'certified', 1, 'Certified as an officer', 'The officer''s own certification, in force', 'M.G.L. c. 6E, § 3(b)', true),
  (3, 'sro-training', 2, 'Training as a school resource officer', 'Training record of the MPTC', '555 CMR 10.00', false),
  (3, 'sro-agreement', 3, 'Appointment under an agreement with the school district', 'Agreement and operating procedures, by reference', '555 CMR 10.00', false)
) as item (standard, code, place, title, shown_by, clause, bars);

insert into certification.decision_rule
  (decision, application, valid_from, status_code, needs_vote, closes, term_rule, authority, source) values
  ('Grant', 'Initial', '2021-07-01', 'Certified', false, true, 'officer-certification', 'M.G.L. c. 6E, § 4(f); 555 CMR 9.10', 'Decided by the division (555 CMR 9.10); reviewed on petition (9.11)'),
  ('GrantConditionally', 'Initial', '2021-07-01', 'ConditionallyCertified', false, true, 'officer-certification', 'M.G.L. c. 6E, §§ 3(a)(4), 4(f); 555 CMR 9.10', 'As for the grant'),
  ('Decline', 'Initial', '2021-07-01', 'NotCertified', false, true, null, 'M.G.L. c. 6E, § 4(f)(2); 555 CMR 9.10', 'A denial is not a decertification (555 CMR 9.02)'),
  ('Grant', 'Recertification', '2021-07-01', 'Certified', false, true, 'officer-certification', 'M.G.L. c. 6E, § 4(f), (i); 555 CMR 7.07', 'Decided by the division (555 CMR 7.07); reviewed on petition (7.10)'),
  ('GrantConditionally', 'Recertification', '2021-07-01', 'ConditionallyCertified', false, true, 'officer-certification', '555 CMR 7.04', 'As for the grant'),
  ('Nonrenew', 'Recertification', '2021-07-01', 'NotCertified', false, true, null, '555 CMR 7.07', 'Anything short of full recertification is not a decertification (555 CMR 7.07)'),
  ('ContinueWhilePending', 'Recertification', '2021-07-01', null, false, false, null, '555 CMR 7.03; M.G.L. c. 30A, § 13', 'Continuation ends with the final decision'),
  ('Grant', 'Sro', '2021-07-01', 'CertifiedSro', false, true, 'sro-certification', 'M.G.L. c. 6E, § 3(b); 555 CMR 10.00', 'Three calendar years from the effective date'),
  ('GrantConditionally', 'Sro', '2021-07-01', null, false, true, 'sro-certification', '555 CMR 10.00', 'Where only training is missing; the officer''s own status stays'),
  ('Decline', 'Sro', '2021-07-01', null, false, true, null, '555 CMR 10.00', 'The officer''s own status stays'),
  ('Restrict', 'OwnMotion', '2021-07-01', 'Restricted', true, true, null, 'M.G.L. c. 6E, § 3(a)(4)', 'A power of the Commission: reading, to be confirmed by Counsel'),
  ('Limit', 'OwnMotion', '2021-07-01', 'Restricted', true, true, null, 'M.G.L. c. 6E, § 3(a)(4)', 'A power of the Commission: reading, to be confirmed by Counsel'),
  ('Extend', 'OwnMotion', '2021-07-01', null, false, true, null, 'M.G.L. c. 6E, § 4(f)(3)', 'Three years at least, as practised since terms follow birth months'),
  ('Expire', 'OwnMotion', '2021-07-01', 'Expired', false, true, null, 'M.G.L. c. 6E, § 4(f)(3); 555 CMR 9.02', 'An expiry is not a decertification (555 CMR 9.02)');

insert into commission.vote_kind (code, label, clause, subject) values
  ('certification-decision', 'Restrict or limit a certification', 'M.G.L. c. 6E, § 3(a)(4)', 'The motion about a certification, by its number');

insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by) values
  ('c0510000-0000-7000-8012-000000000172', 'officer-certification', 1, 'Certification as an officer expires', 'Law', 3, 'Year', 'After', 'None',
   'Event', false, 0, 'massachusetts', 'M.G.L. c. 6E, § 4(f)(3)', 'M.G.L. c. 6E, § 4(f)(3): three years', '2021-07-01',
   'First version', '2023-09-01 04:00:00+00', 'Schema script'),
  ('c0510000-0000-7000-8012-000000000173', 'certification-decision-target', 1, 'Application for certification is decided', 'Target', 90,
   'CalendarDay', 'After', 'None', 'Event', false, 0, 'massachusetts', '555 CMR 9.10',
   'Default of the product; the text says in a reasonable time', '2021-07-01', 'First version', '2023-09-01 04:00:00+00', 'Schema script'),
  ('c0510000-0000-7000-8012-000000000174', 'certification-condition', 1, 'Condition of a certification is met', 'Setting', 0,
   'CalendarDay', 'After', 'None', 'Event', false, 0, 'massachusetts', '555 CMR 7.04',
   'The decision itself sets the day', '2021-07-01', 'First version', '2023-09-01 04:00:00+00', 'Schema script');

insert into access_review.action (code, words, kind, reach, told) values
  ('certification-application.received', 'Received an application for certification', 'Change', 'Inside', true),
  ('certification-application.opened', 'Opened an application for certification', 'Open', 'Inside', true),
  ('certification-applications.listed', 'Listed applications for certification', 'List', 'Inside', true),
  ('certification-requirement.found', 'Recorded whether a requirement of certification is shown', 'Change', 'Inside', true),
  ('certification.decided', 'Decided on a certification', 'Change', 'Inside', true),
  ('certification-decisions.shown', 'Opened the decisions about a certification', 'Open', 'Inside', true),
  ('certification-condition.settled', 'Recorded what became of a condition', 'Change', 'Inside', true),
  ('certification-conditions.missed', 'Marked conditions as missed when their day had passed', 'System', 'Inside', true);
