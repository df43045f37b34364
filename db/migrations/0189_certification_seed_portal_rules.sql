-- Why: how long an agency sees those who left it, and from when an end is shown as near, are dated data.

insert into certification.intake_rule (code, value, meaning, source, valid_from) values
  ('portal-former-days', 1096,
   'An agency sees officers who left it for this many days after the day they left: corrections and reports about their service are due from it.',
   'Product default, after the three years of 555 CMR 8.06(4)(b)13; the Commission may set another', '2023-09-01'),
  ('portal-expiry-days', 90,
   'An agency''s roster shows a certification as about to end this many days before its last day.',
   'Product default; the Commission may set another', '2023-09-01');
