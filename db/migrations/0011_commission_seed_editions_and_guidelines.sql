-- Why: the editions implemented and the Executive Director's first guidelines, which carry the safe default readings.

insert into commission.regulation_edition (id, regulation, register_number, effective_from, authority, note) values
  ('c0510000-0000-7000-8000-000000000008', '555 CMR 8.00', '1503', '2023-09-01',
   'M.G.L. c. 6E, §§ 3(a), 4(j); 801 CMR 3.01(2)', null),
  ('c0510000-0000-7000-8000-000000000012', '555 CMR 12.00', '1534', '2024-11-08',
   'M.G.L. c. 6E, §§ 3(a), 8(d)', 'Compilations print this edition with thirteen sections; to be confirmed against the Register.');

insert into commission.regulation_parameter (edition_id, code, value, clause, meaning) values
  ('c0510000-0000-7000-8000-000000000008', 'population-from', '2021-07-01', '8.06(1)',
   'Served as an officer or was certified on or after this day'),
  ('c0510000-0000-7000-8000-000000000008', 'former-officer-years', '3', '8.06(4)(b)13',
   'Years since the last certification was received after which a former officer is no longer shown'),
  ('c0510000-0000-7000-8000-000000000008', 'officer-notice-calendar-days', '10', '8.04(b)',
   'Calendar days in which an agency tells an officer what it supplied'),
  ('c0510000-0000-7000-8000-000000000008', 'further-review-days', '30', '8.08(7)',
   'Days after receipt in which further review may be asked for');

insert into commission.guideline (code, decides, clause) values
  ('G-ADVERSE', 'Which dispositions are adverse to the officer', '8.06(3)(a)10, (4)(b)1.i'),
  ('G-UNWARRANTED', 'Who determines that a resolution was unwarranted, on what record', '8.06(4)(b)1.i'),
  ('G-3YEAR', 'Day rule, never-certified persons and comparison date of the three-year rule', '8.06(4)(b)13'),
  ('G-CHALLENGE', 'Which certification decisions can be challenged, where, how long, and the public label meanwhile', '8.06(3)(a)2'),
  ('G-NOTATION', 'Words of the notation of a pending challenge, by forum', '8.06(3)(a)11'),
  ('G-CORRECTABLE', 'What "ability to have corrected" means', '8.06(4)(b)4'),
  ('G-AUDIT', 'Reach and end of withholding during an audit', '8.06(4)(b)2'),
  ('G-COUNT', 'How complaints are counted and attributed', '8.06(3)(c)5-6'),
  ('G-CELL', 'Smallest public figure, suppression and cross-tables', '8.06(3)(c), (4)(b)1'),
  ('G-REASON', 'Public words for the reason of a decertification, suspension or retraining order', '8.06(3)(a)6-8'),
  ('G-NAME', 'How officers of the same name are told apart', '8.06(3)(a)1'),
  ('G-FORMS', 'Further forms of information shown or withheld, not named in 8.06(3) or (4)', '8.06(6)(b)'),
  ('G-TIER', 'Access of particular individuals', '8.06(5)'),
  ('G-ROLL', 'Roll-forward of the last day and presumption of receipt', '8.08(7)'),
  ('G-TARGET', 'Service targets inside the Commission', '8.08, 8.09, 8.10'),
  ('G-EVIDENCE', 'What a submitted file is evidence of when it has no dates of service or certification', '8.06(1)');

insert into commission.guideline_version
  (id, guideline_code, version, edition_id, authority, status, effective_from, parameters, health_and_safety_memo, recorded_at)
select
  ('c0510000-0000-7000-8001-' || lpad(row_number() over (order by seed.code)::text, 12, '0'))::uuid,
  seed.code, 1, 'c0510000-0000-7000-8000-000000000008', seed.authority, 'Active', '2023-09-01', seed.parameters::jsonb,
  'Considered under 8.06(6)(d): the reading withholds wherever the text leaves room, so it adds no exposure of an officer or a family.',
  '2023-09-01 04:00:00+00'
from (values
  ('G-ADVERSE', 'ExecutiveDirector', '{
    "dispositions": {
      "Sustained": "Adverse",
      "NotSustained": "NotAdverse", "Exonerated": "NotAdverse", "Unfounded": "NotAdverse", "Withdrawn": "NotAdverse",
      "AdministrativelyClosed": "NotAdverse", "Vacated": "NotAdverse",
      "SeparatedBeforeFinding": "NeedsDetermination", "Mediated": "NeedsDetermination", "Settled": "NeedsDetermination",
      "NeedsDetermination": "NeedsDetermination"},
    "unmapped": "NeedsDetermination"}'),
  ('G-UNWARRANTED', 'ExecutiveDirector', '{"determinedBy": "Vote", "scope": "PerMatter", "reasonsRequired": true}'),
  ('G-3YEAR', 'ExecutiveDirector', '{
    "anniversary": "ClampToMonthEnd", "hiddenFrom": "DayAfterAnniversary",
    "neverCertified": "NotReached", "comparedWith": "DateOfViewing"}'),
  ('G-CHALLENGE', 'ExecutiveDirector', '{
    "label": "Under review", "unknownWindow": "Open",
    "decisionTypes": ["Grant", "ConditionalGrant", "Decline", "Suspend", "Restrict", "Limit", "Revoke", "NonRenew"],
    "avenues": []}'),
  ('G-NOTATION', 'ExecutiveDirector', '{
    "wording": "Challenge pending: {forum}",
    "forums": {"Commission": "Commission", "CivilService": "Civil Service Commission", "Arbitrator": "arbitration", "Court": "court"}}'),
  ('G-CORRECTABLE', 'ExecutiveDirector', '{"withholdsWhen": ["ReliefWarranted", "InterimHold"], "filingAlone": "Publish"}'),
  ('G-AUDIT', 'ExecutiveDirector', '{"reach": ["ObtainedThroughAudit", "DesignatedInScope"], "until": "AuditClosed"}'),
  ('G-COUNT', 'ExecutiveDirector', '{"unit": "DistinctComplaint", "states": ["Closed"], "attributedTo": "IncidentDate"}'),
  ('G-CELL', 'ExecutiveDirector', '{
    "minimum": 5, "complementary": true, "crossTables": [], "measures": ["8.06(3)(c)5", "8.06(3)(c)6"],
    "alsoCellsWithPersonsHiddenBy": ["8.06(4)(b)13"]}'),
  ('G-REASON', 'ExecutiveDirector', '{"shows": "LegalGround", "narrative": false}'),
  ('G-NAME', 'ExecutiveDirector', '{"shows": ["agency", "dates"], "never": ["birth-date"]}'),
  ('G-FORMS', 'ExecutiveDirector', '{
    "shown": ["suffix", "officer-number"], "withheld": [], "otherwise": "Withhold", "formerName": "OncePublished"}'),
  ('G-TIER', 'ExecutiveDirector', '{"tiers": [{"class": "SubjectOfficer", "forms": "OwnRecord"}]}'),
  ('G-ROLL', 'Procedure', '{"roll": "NextBusinessDay", "appliesTo": ["8.08(7)"], "noReceiptEvidence": "ClockNotStarted"}'),
  ('G-TARGET', 'Procedure', '{"public": false, "targets": {}}'),
  ('G-EVIDENCE', 'ExecutiveDirector', '{
    "commissionList": "EvidenceOfPopulation", "agencyFile": "WaitsForDate",
    "threeYearRule": "BothFactsKnown", "unknownDates": {"commissionList": "StaysShown", "agencyFile": "DateMissingQueue"}}')
) as seed (code, authority, parameters);
