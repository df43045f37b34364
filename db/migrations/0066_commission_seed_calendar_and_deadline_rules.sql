-- Why: the Massachusetts calendar and the day counts that the regulations and the laws around them name, each with its source.

insert into commission.calendar (code, name, weekend, source) values
  ('massachusetts', 'Massachusetts business days', '{Saturday,Sunday}', '950 CMR 32: Monday to Friday except legal holidays');

-- Kept from the first day the record reaches back to; that is no statement about when a holiday began, except Juneteenth's.
insert into commission.holiday
  (id, holiday_id, calendar_code, name, pattern, month, day, weekday, nth, observance, part, valid_from, valid_to, source, reason,
   recorded_at, recorded_by)
select
  ('c0510000-0000-7000-8010-' || lpad(place::text, 12, '0'))::uuid, ('c0510000-0000-7000-8010-' || lpad(place::text, 12, '0'))::uuid,
  'massachusetts', name, pattern, month, day, weekday, nth,
  case pattern when 'FixedDay' then 'SundayToMonday' else 'OnTheDay' end, part, valid_from::date, null,
  source, 'First list of the legal holidays', '2023-09-01 04:00:00+00', 'Schema script'
from (values
  (1, 'New Year''s Day', 'FixedDay', 1, 1, null, null::integer, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (2, 'Martin Luther King, Jr. Day', 'NthWeekday', 1, null, 'Monday', 3, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (3, 'Washington''s Birthday', 'NthWeekday', 2, null, 'Monday', 3, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (4, 'Patriots'' Day', 'NthWeekday', 4, null, 'Monday', 3, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (5, 'Memorial Day', 'LastWeekday', 5, null, 'Monday', null, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (6, 'Juneteenth Independence Day', 'FixedDay', 6, 19, null, null, null, '2021-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (7, 'Independence Day', 'FixedDay', 7, 4, null, null, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (8, 'Labor Day', 'NthWeekday', 9, null, 'Monday', 1, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (9, 'Columbus Day', 'NthWeekday', 10, null, 'Monday', 2, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (10, 'Veterans'' Day', 'FixedDay', 11, 11, null, null, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (11, 'Thanksgiving Day', 'NthWeekday', 11, null, 'Thursday', 4, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (12, 'Christmas Day', 'FixedDay', 12, 25, null, null, null, '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18'),
  (13, 'Evacuation Day', 'FixedDay', 3, 17, null, null, 'Suffolk County', '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18; c. 136, § 12'),
  (14, 'Bunker Hill Day', 'FixedDay', 6, 17, null, null, 'Suffolk County', '2000-01-01', 'M.G.L. c. 4, § 7, cl. 18; c. 136, § 12')
) as seed (place, name, pattern, month, day, weekday, nth, part, valid_from, source);

insert into commission.calendar_part_switch
  (id, calendar_code, part, counts, effective_from, authority, reason, recorded_at, recorded_by) values
  ('c0510000-0000-7000-8011-000000000001', 'massachusetts', 'Suffolk County', false, '2000-01-01',
   'Default until Counsel signs off',
   'State offices and courts are reported open on 17 March and 17 June, though c. 136, § 12 closes Suffolk public offices.',
   '2023-09-01 04:00:00+00', 'Schema script');

insert into commission.deadline_rule
  (id, code, version, title, kind, count, parameter_code, unit, direction, business_days_below, roll, roll_guideline, starts,
   non_business_day_is_next, hours_end, in_hand_presumed_days, electronic_presumed_days, mail_presumed_days, service_adds_days,
   calendar_code, clause, source, edition_id, extendable_by, effective_from, reason, recorded_at, recorded_by)
select
  ('c0510000-0000-7000-8012-' || lpad(row_number() over (order by seed.code)::text, 12, '0'))::uuid,
  seed.code, 1, seed.title, seed.kind, seed.count, seed.parameter_code, seed.unit, seed.direction, seed.below, seed.roll, seed.roll_guideline,
  seed.starts, seed.next_day, seed.hours_end::time, seed.in_hand, seed.electronic, seed.mail, seed.adds,
  'massachusetts', seed.clause, seed.source,
  case when seed.kind = 'Regulation' then 'c0510000-0000-7000-8000-000000000008'::uuid end,
  seed.extendable_by, seed.effective_from::date, 'First list of the day counts', '2023-09-01 04:00:00+00', 'Schema script'
from (values
  -- In the text of 555 CMR 8.00; the counts stand in regulation_parameter.
  ('officer-notice', 'Agency tells the officer what it supplied', 'Regulation', null::integer, 'officer-notice-calendar-days', 'CalendarDay', 'After',
   null::integer, 'None', null, 'Event', false, null, null::integer, null::integer, null::integer, 0, '8.04(b)', '555 CMR 8.04(b): calendar days, no roll', null, '2023-09-01'),
  ('further-review', 'Request for further review', 'Regulation', null, 'further-review-days', 'CalendarDay', 'After',
   null, null, 'G-ROLL', 'Receipt', false, null, null, null, null, 0, '8.08(7)', '555 CMR 8.08(7); roll and presumption of receipt by G-ROLL', null, '2023-09-01'),
  ('three-year', 'A former officer is shown until', 'Regulation', null, 'former-officer-years', 'Year', 'After',
   null, 'None', null, 'Event', false, null, null, null, null, 0, '8.06(4)(b)13', '555 CMR 8.06(4)(b)13; day rule by G-3YEAR', null, '2000-01-01'),

  -- In other law and other parts of 555 CMR.
  ('complaint-transmittal', 'Agency sends a complaint to the Commission', 'Law', 2, null, 'BusinessDay', 'After',
   null, 'None', null, 'Event', false, null, null, null, null, 0, 'M.G.L. c. 6E, § 8(b)(1)', 'M.G.L. c. 6E, § 8(b)(1); 555 CMR 1.01(1)', null, '2021-07-01'),
  ('internal-investigation', 'Agency ends its internal investigation', 'Law', 90, null, 'CalendarDay', 'After',
   null, 'NextBusinessDay', null, 'Event', false, null, null, null, null, 0, '555 CMR 1.01', '555 CMR 1.01; clause to be confirmed', 'Division of Police Standards', '2021-07-01'),
  ('inquiry-notice', 'Notice of a preliminary inquiry', 'Law', 30, null, 'CalendarDay', 'After',
   null, 'NextBusinessDay', null, 'Event', false, null, null, null, null, 0, '555 CMR 1.04', '555 CMR 1.04: from the vote', null, '2021-07-01'),
  ('agency-file', 'Agency produces its file on demand', 'Law', 15, null, 'CalendarDay', 'After',
   null, 'NextBusinessDay', null, 'Event', false, null, null, null, null, 0, '555 CMR 1.05', '555 CMR 1.05: unless extended', 'Division of Police Standards', '2021-07-01'),
  ('inquiry-end', 'Preliminary inquiry is done', 'Law', 60, null, 'CalendarDay', 'After',
   null, 'NextBusinessDay', null, 'Event', false, null, null, null, null, 0, '555 CMR 1.07', '555 CMR 1.07: from the vote, or as the chair extends', 'Chair', '2021-07-01'),
  ('suspension-hearing-request', 'Officer asks for a hearing on a suspension', 'Law', 5, null, 'CalendarDay', 'After',
   7, 'NextBusinessDay', null, 'Receipt', false, null, 0, 0, 3, 0, '555 CMR 1.09', '555 CMR 1.09; counting as Mass. R. Civ. P. 6(a), to be confirmed', 'Single commissioner, for good cause', '2021-07-01'),
  ('petition-review', 'Petition for review of a certification decision', 'Law', 21, null, 'CalendarDay', 'After',
   null, 'NextBusinessDay', null, 'Event', false, null, null, null, null, 0, '555 CMR 7.10(1)(a), 9.11(1)(a)', 'Commission practice: open until 11:59:59 p.m.; a weekend or holiday is the next business day', null, '2021-07-01'),
  ('advisory-notice', 'Notice of the agenda to a petitioner, at the latest', 'Law', 2, null, 'BusinessDay', 'Before',
   null, 'PreviousBusinessDay', null, 'Event', false, null, null, null, null, 0, '555 CMR 11.04', '555 CMR 11.04: at least two business days before the meeting', null, '2021-07-01'),
  ('sro-certification', 'School resource officer certification expires', 'Law', 3, null, 'Year', 'After',
   null, 'None', null, 'Event', false, null, null, null, null, 0, '555 CMR 10.00', '555 CMR 10.00: three calendar years from the effective date', null, '2021-07-01'),
  ('personnel-record-notice', 'Employee is told of an adverse entry', 'Law', 10, null, 'CalendarDay', 'After',
   null, 'None', null, 'Event', false, null, null, null, null, 0, 'M.G.L. c. 149, § 52C', 'M.G.L. c. 149, § 52C', null, '2021-07-01'),
  ('records-response', 'Response to a records request', 'Law', 10, null, 'BusinessDay', 'After',
   null, 'None', null, 'Event', true, null, null, null, null, 0, 'M.G.L. c. 66, § 10', 'M.G.L. c. 66, § 10; 950 CMR 32: received on a day that is no business day is the next one', null, '2017-01-01'),
  ('records-production', 'Records of a request are produced', 'Law', 15, null, 'BusinessDay', 'After',
   null, 'None', null, 'Event', true, null, null, null, null, 0, 'M.G.L. c. 66, § 10(b)(vi)', 'M.G.L. c. 66, § 10(b)(vi); 950 CMR 32', 'Supervisor of Records, or the requester', '2017-01-01'),
  ('records-petition', 'Petition to the Supervisor for more time', 'Law', 20, null, 'BusinessDay', 'After',
   null, 'None', null, 'Event', true, null, null, null, null, 0, 'M.G.L. c. 66, § 10(c)', 'M.G.L. c. 66, § 10; 950 CMR 32', null, '2017-01-01'),
  ('records-appeal', 'Requester appeals to the Supervisor', 'Law', 90, null, 'CalendarDay', 'After',
   null, 'None', null, 'Event', false, null, null, null, null, 0, '950 CMR 32', '950 CMR 32: calendar days from the response', null, '2017-01-01'),

  -- Counting rules by themselves, for days that an order or a notice sets.
  ('adjudicatory-ten', 'Ten days under the adjudicatory rules', 'Law', 10, null, 'CalendarDay', 'After',
   null, 'NextBusinessDay', null, 'Receipt', false, '17:00', 0, null, 3, 0, '801 CMR 1.01(4)', '801 CMR 1.01(4): by 5 p.m.; receipt presumed in hand the same day, by mail three days later', 'Presiding officer', '2021-07-01'),
  ('civil-five', 'Five days under the civil rules', 'Law', 5, null, 'CalendarDay', 'After',
   7, 'NextBusinessDay', null, 'Event', false, null, null, null, null, 3, 'Mass. R. Civ. P. 6', 'Mass. R. Civ. P. 6(a), (d)', 'Court', '2021-07-01'),
  ('statute-thirty', 'Thirty days under a statute without its own rule', 'Law', 30, null, 'CalendarDay', 'After',
   null, 'NextUnlessSaturday', null, 'Event', false, null, null, null, null, 0, 'M.G.L. c. 4, § 9', 'M.G.L. c. 4, § 9: a Sunday or holiday, not a Saturday', null, '2000-01-01'),

  -- Where the text says "promptly": inside the Commission only, never shown as a legal deadline (8.02(4)(b)).
  ('petition-evaluate-target', 'Petition concerning data is evaluated', 'Target', 30, null, 'CalendarDay', 'After',
   null, 'NextBusinessDay', null, 'Event', false, null, null, null, null, 0, '8.08(2)', 'G-TARGET; the text says promptly', 'Executive Director', '2023-09-01')
) as seed (code, title, kind, count, parameter_code, unit, direction, below, roll, roll_guideline, starts, next_day, hours_end, in_hand,
  electronic, mail, adds, clause, source, extendable_by, effective_from);
