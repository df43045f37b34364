-- Why: status words are the Commission's vocabulary with a source and a day, and some cells of a file name no agency.

insert into certification.certification_status_code
  (code, label, public_label, meaning, certified, place, source, valid_from) values
  ('Certified', 'Certified', 'Certified',
   'Holds a full certification as a police officer in Massachusetts.', true, 10, 'Commission status list', '2022-12-01'),
  ('CertifiedSro', 'Certified, with SRO certification', 'Certified, with school resource officer certification',
   'Holds a full certification and a further one as a school resource officer.', true, 20, 'Commission disciplinary file 2024', '2022-12-01'),
  ('ConditionallyCertified', 'Conditionally certified', 'Conditionally certified',
   'Certified, and must meet stated conditions in time.', true, 30, 'Commission status list', '2022-12-01'),
  ('NotCertified', 'Not certified', 'Not certified',
   'Does not hold a certification: requirements are not met, or a matter is open. This alone does not say that anything was done wrong.',
   false, 40, 'Commission status list', '2023-07-01'),
  ('NotCertifiedOnLeave', 'Not certified, on leave', 'Not certified, on leave',
   'Does not hold a certification while on leave.', false, 50, 'Commission status list', '2023-07-01'),
  ('Suspended', 'Suspended', 'Suspended',
   'The Commission has suspended the certification (M.G.L. c. 6E, § 9). It is not taken away for good.', true, 60,
   'Commission status list', '2022-12-01'),
  ('AdministrativelySuspended', 'Administratively suspended', 'Administratively suspended',
   'The certification is suspended because training or a report is missing. No police duties meanwhile.', true, 70,
   'Commission status list', '2022-12-01'),
  ('Decertified', 'Decertified', 'Decertified',
   'The Commission has revoked the certification (M.G.L. c. 6E, § 10). May not work for a law enforcement agency.', false, 80,
   'Commission status list', '2022-12-01'),
  ('FurtherCertificationReview', 'Further certification review', 'Further certification review',
   'The Commission needs more information before it decides, or a decision is being challenged.', null, 90,
   'Commission disciplinary file 2024', '2024-01-01'),
  ('UnderReview', 'Under review', 'Under review',
   'A certification decision is being challenged at the Commission, or still can be (555 CMR 8.06(3)(a)2).', null, 100,
   '555 CMR 8.06(3)(a)2', '2023-09-01'),
  ('Expired', 'Expired', 'Expired',
   'The certification lapsed without a timely application to renew it.', false, 110, 'Commission status list', '2024-01-01'),
  ('RestrictedInactive', 'Restricted, inactive', 'Restricted / inactive',
   'Certified, in a break of service; active again when hired.', true, 120, 'Commission status list', '2025-01-01'),
  ('VoluntarilyRelinquished', 'Voluntarily relinquished', 'Voluntarily relinquished',
   'Given up by the officer with the Commission''s approval.', false, 130, 'Commission decisions', '2025-12-01'),
  ('NotRecorded', 'Not recorded', 'Status not recorded',
   'The source has no status for this officer.', null, 900, 'Commission disciplinary file 2024', '2022-12-01');

insert into certification.agency_spelling (id, folded, spelling, agency_id, state, first_seen_at) values
  ('ce510000-0000-7000-8000-000000000001', 'unassociated officer', 'UNASSOCIATED OFFICER', null, 'Dismissed', '2023-09-01 04:00:00+00'),
  ('ce510000-0000-7000-8000-000000000002', 'unassociated', 'Unassociated', null, 'Dismissed', '2023-09-01 04:00:00+00');
