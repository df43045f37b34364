-- Why: a purpose says what it asks of whoever works under it: a matter, own words, a second person (8.07(5)(a)).

alter table kernel.purpose
  add column heading text not null default '',
  add column matter_kinds text[] not null default '{}',
  add column words_min_length integer check (words_min_length > 0),
  add column needs_second_person boolean not null default false,
  add column may_browse boolean not null default true,
  add constraint ck_purpose_second_person check (not needs_second_person or cardinality(matter_kinds) > 0),
  add constraint ck_purpose_bound check (may_browse or cardinality(matter_kinds) > 0);

comment on column kernel.purpose.matter_kinds is 'Kinds of matters it is worked on in; empty: it needs no matter.';
comment on column kernel.purpose.needs_second_person is 'Somebody else must have put the person on the matter.';
comment on column kernel.purpose.may_browse is 'Lists may show persons who are no parties of the matter, so that who belongs to it can be found.';

update kernel.purpose set valid_to = '2025-12-31' where not standing;
update kernel.purpose set heading = 'System' where standing;

insert into kernel.purpose
  (code, label, clause, roles, valid_minutes, standing, heading, matter_kinds, words_min_length, needs_second_person, may_browse, valid_from) values
  ('certification', 'Certification of officers', '8.05(1)', '{CertStaff,ExecutiveDirector,Commissioner,Chair}', 60, false,
    'Certification', '{}', null, false, true, '2026-01-01'),
  ('recertification', 'Recertification cohort', '8.05(1)(b)', '{CertStaff,ExecutiveDirector}', 60, false,
    'Certification', '{}', null, false, true, '2026-01-01'),
  ('complaint-intake', 'Complaint intake', '8.05(2)(a)', '{StdStaff,ExecutiveDirector}', 60, false,
    'Standards', '{}', null, false, true, '2026-01-01'),
  ('preliminary-inquiry', 'Preliminary inquiry (confidential)', '8.06(4)(a)1', '{StdStaff,Counsel,ExecutiveDirector}', 60, false,
    'Standards', '{Inquiry}', null, true, false, '2026-01-01'),
  ('investigation', 'Investigation of a complaint', '8.05(2)', '{StdStaff,Counsel,ExecutiveDirector}', 60, false,
    'Standards', '{Complaint,Investigation}', null, false, false, '2026-01-01'),
  ('hearing', 'Hearing or decision', '8.06(3)(a)9', '{Counsel,ExecutiveDirector,Chair,Commissioner}', 60, false,
    'Decisions', '{Investigation,Hearing}', null, false, false, '2026-01-01'),
  ('agency-audit', 'Audit of an agency or officer', '12.08(1)', '{AuditLead,AuditStaff,ExternalAuditor}', 60, false,
    'Audit', '{Audit}', null, false, false, '2026-01-01'),
  ('records-request', 'Records request', '8.02(1)(c)', '{RecordsAccessOfficer,Counsel}', 60, false,
    'Records', '{RecordsRequest}', null, false, true, '2026-01-01'),
  ('data-objection', 'Objection concerning data', '8.08(2)', '{ExecutiveDirector,Chair,Counsel}', 60, false,
    'Records', '{DataObjection}', null, false, false, '2026-01-01'),
  ('privilege-review', 'Privilege review', '8.09(1)(a)', '{Counsel}', 60, false,
    'Records', '{Privilege,RecordsRequest,LegalProcess}', null, false, false, '2026-01-01'),
  ('legal-process', 'Compulsory legal process', '8.10(1)', '{Counsel,RecordsAccessOfficer}', 60, false,
    'Records', '{LegalProcess}', 20, false, true, '2026-01-01'),
  ('publication', 'Publication and data quality', '8.06(3)', '{CertStaff,StdStaff,RecordsAccessOfficer,ExecutiveDirector}', 60, false,
    'Publication', '{}', null, false, true, '2026-01-01'),
  ('access-review', 'Review of access', '8.07(5)', '{ComplianceOfficer,ExecutiveDirector}', 60, false,
    'Access', '{}', null, false, true, '2026-01-01');
