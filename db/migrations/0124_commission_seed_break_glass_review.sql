-- Why: a look behind broken glass is reviewed within three business days (8.07(5)); the deadline engine counts them.

insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by) values
  ('c0510000-0000-7000-8012-000000000124', 'break-glass-review', 1, 'A look behind broken glass is reviewed', 'Setting', 3, 'BusinessDay',
   'After', 'None', 'Event', false, 0, 'massachusetts', '8.07(5)', 'Setting of the product for 8.07(5)(a)', '2023-09-01',
   'First version', '2023-09-01 04:00:00+00', 'Schema script');
