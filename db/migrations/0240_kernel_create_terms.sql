-- Why: one word means different things in different titles; a feature is read by the definitions of the title that governs it, then by 2.02 (8.03(1), 12.03(1)).

create table kernel.regulated_feature (
  code text not null,
  label text not null,
  consults text[] not null,
  source text not null,
  valid_from date not null,
  valid_to date,
  constraint pk_regulated_feature primary key (code),
  constraint ck_regulated_feature_consults check (cardinality(consults) > 0)
);
comment on table kernel.regulated_feature is
  'A part of the product with the titles whose definitions it is read by, the one that governs it first. Changes by script, with the title that governs.';
grant select on kernel.regulated_feature to post_app;

create table kernel.term (
  regulation text not null,
  term text not null,
  clause text not null,
  gloss text,
  source text not null,
  valid_from date not null,
  valid_to date,
  constraint pk_term primary key (regulation, term, valid_from),
  constraint ck_term_gloss check (gloss is null or gloss <> '')
);
comment on table kernel.term is
  'What a title defines. The gloss is the product''s own short words and never the text; null where the text is not held, so that only the place of the definition is named.';
grant select on kernel.term to post_app;

insert into kernel.regulated_feature (code, label, consults, source, valid_from)
select f.code, f.label, array[f.governed, '555 CMR 2.00'],
  case f.governed when '555 CMR 8.00' then '555 CMR 8.03(1)' when '555 CMR 12.00' then '555 CMR 12.03(1)' else '555 CMR 2.02' end, '2023-09-01'
from (values
  ('public-database', 'Public database', '555 CMR 8.00'),
  ('systems', 'Systems and storage contracts', '555 CMR 8.00'),
  ('access-review', 'Access and its review', '555 CMR 8.00'),
  ('officer-record', 'Certification database', '555 CMR 8.00'),
  ('discipline-record', 'Standards database', '555 CMR 8.00'),
  ('agency-reports', 'Reports of agencies', '555 CMR 12.00'),
  ('liaisons', 'Liaisons and their instructions', '555 CMR 12.00'),
  ('agency-records', 'Records that agencies keep', '555 CMR 12.00'),
  ('officer-statements', 'What officers tell of themselves', '555 CMR 12.00'),
  ('notices', 'Notices', '555 CMR 12.00'),
  ('recertification', 'Recertification', '555 CMR 7.00'),
  ('initial-certification', 'Initial and independent certification', '555 CMR 9.00'),
  ('sro-certification', 'School resource officers', '555 CMR 10.00')
) as f (code, label, governed);

insert into kernel.term (regulation, term, clause, gloss, source, valid_from)
select '555 CMR 8.00', t.term, '8.03(2)', t.gloss, 'Requirements of 8.00, row 8.03(2) ' || t.term, '2023-09-01'
from (values
  ('Agency', 'A state agency in the sense of the administrative procedure act (M.G.L. c. 30A, § 1). A police department is a law enforcement agency.'),
  ('Certification', 'Of an officer, a recertification included. It stays one while it is conditioned, limited, restricted or suspended.'),
  ('Commission', 'The Commissioners and the staff. What only the Commissioners may do is a vote of the Commissioners.'),
  ('Complaint', 'Only one that must be reported to the Commission under 1.01(1).'),
  ('Compulsory Legal Process', 'A demand by or through a court, or by a party to a lawsuit: a summons, a subpoena, a discovery request, an order of a judge.'),
  ('Deadly Force', 'As the statute defines it (M.G.L. c. 6E, § 1).'),
  ('Decertification', 'Revocation by the Commission under M.G.L. c. 6E, § 10, and nothing else: no denial, non-renewal or expiration.'),
  ('Division of Police Certification', 'The division of the Commission that certifies (M.G.L. c. 6E, § 4).'),
  ('Division of Police Standards', 'The division of the Commission that looks into misconduct (M.G.L. c. 6E, § 8).'),
  ('Executive Director', 'The Executive Director, or whoever is designated for the purpose.'),
  ('Law Enforcement Agency', 'As the statute defines it (M.G.L. c. 6E, § 1): the police of the state, a county, city, town or district, of a sheriff in police duties, of a school, college or hospital.'),
  ('MPTC', 'The Municipal Police Training Committee, a body outside the Commission.'),
  ('Officer', 'A law enforcement officer as the statute defines it (M.G.L. c. 6E, § 1). Holding a certification alone does not make one.'),
  ('Personal Data', 'As M.G.L. c. 66A, § 1 defines it, with what that section leaves out.'),
  ('RAO', 'The records access officer, or whoever is designated in that place.'),
  ('Record, Information, and Data', 'One and the same here: whatever its form, public or not.'),
  ('Records Request', 'One that is made under, and in the form of, M.G.L. c. 66, § 10.'),
  ('Untruthful', 'As the statute defines it (M.G.L. c. 6E, § 1).'),
  ('Vote of the Commissioners', 'A vote that is sufficient under M.G.L. c. 6E, § 2(e).')
) as t (term, gloss);

insert into kernel.term (regulation, term, clause, gloss, source, valid_from)
select '555 CMR 12.00', t.term, '12.03(2)', t.gloss, 'Requirements of 12.00, row 12.03(2) ' || t.term, '2024-11-08'
from (values
  ('Agency', 'A law enforcement agency as the statute defines it (M.G.L. c. 6E, § 1): the police of the state, a county, city, town or district, of a sheriff in police duties, of a school, college or hospital.'),
  ('Audit', 'An audit of records of an agency or of an officer by the Commission or for it. The log of events is something else.'),
  ('Body or Person of Authority', 'The officer''s employer or appointing authority, the highest-ranking officer, the Civil Service Commission, a neutral with power to decide, or a court.'),
  ('Certification', 'Of an officer, under M.G.L. c. 6E or St. 2020, c. 253, § 102, initial or again, whatever conditions, limits, restrictions or suspension it carries.'),
  ('Commission', 'The Commissioners and the staff: what staff receive, the Commission has received.'),
  ('Complaint', 'As in 1.01(1): a credible report of misconduct of an officer, written or oral, from anybody.'),
  ('Constable', 'Somebody elected or appointed constable under M.G.L. c. 41. The office alone makes nobody an officer.'),
  ('Compulsory Legal Process', 'A summons, a subpoena, an order of a judge or of an administrative agency, or a civil investigative demand.'),
  ('Executive Director', 'The Executive Director, or whoever is designated for the purpose.'),
  ('Include', 'Without limitation: what is named is not all.'),
  ('Maintain', 'To keep every part of a record, also what is not easily seen, and so that it is easily found.'),
  ('Member', 'An officer, an employee or an independent contractor of an agency.'),
  ('MPTC', 'The Municipal Police Training Committee.'),
  ('Officer', 'A law enforcement officer as the statute defines it, and also whoever holds an officer certification, with or without a job.'),
  ('Officer Certification', 'A certification as an officer. That of a school resource officer is another one.'),
  ('Official', 'Authorized or approved by whoever has the authority.'),
  ('Policy', 'Written and approved: a rule, procedure, plan, manual, directive, guide, chart or agreement, whatever it is called.'),
  ('Recertification', 'A certification after an earlier one of the same officer.'),
  ('Record', 'In any form, whether or not it is a public record.'),
  ('SRO', 'A school resource officer, as 10.03(2) has it.'),
  ('SRO Certification', 'The separate certification of a school resource officer (M.G.L. c. 6E, § 3(b)).'),
  ('Suspension', 'Of a certification, by the Commission. An agency that suspends an officer from work suspends no certification.')
) as t (term, gloss);

insert into kernel.term (regulation, term, clause, gloss, source, valid_from)
select '555 CMR 2.00', t.term, '2.02', t.gloss, t.source, '2023-09-01'
from (values
  ('Agency', 'A law enforcement agency.', 'Copy of 555 CMR 2.02 (Register 1536)'),
  ('Appointing Agency', 'The agency that appoints the officer.', 'Copy of 555 CMR 2.02 (Register 1536); M.G.L. c. 6E, § 1'),
  ('Chair', null, 'Copy of 555 CMR 2.02 (Register 1536), named there'),
  ('Commission', null, 'Copy of 555 CMR 2.02 (Register 1536), named there'),
  ('Commissioner', null, 'Copy of 555 CMR 2.02 (Register 1536), named there'),
  ('Conviction', 'Any end of a criminal matter but dismissal or a finding of not guilty; also a plea of no contest, an admission to sufficient facts, a continuance without a finding, probation.',
   'Copy of 555 CMR 2.02 (Register 1536); M.G.L. c. 6E, § 1'),
  ('Division of Certification', null, 'Copy of 555 CMR 2.02 (Register 1536), named there'),
  ('Division of Standards', null, 'Copy of 555 CMR 2.02 (Register 1536), named there'),
  ('Executive Director', null, 'Copy of 555 CMR 2.02 (Register 1536), named there'),
  ('Law Enforcement Agency', 'The police of the state, a county, city, town or district; a sheriff''s department in police duties; the police of a school, college or hospital.',
   'Copy of 555 CMR 2.02 (Register 1536); M.G.L. c. 6E, § 1'),
  ('Officer', 'An officer of an agency, its head included, and others whom the definition names.', 'Copy of 555 CMR 2.02 (Register 1536), read in part')
) as t (term, gloss, source);
