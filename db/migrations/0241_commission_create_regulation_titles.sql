-- Why: every title in force is on record with the day to which its text was read, its source and its official page; a title without a page stays plain text (OV-01, OV-05).

alter table commission.regulation_edition
  alter column register_number drop not null,
  alter column authority drop not null,
  add column as_of date,
  add column amendment text,
  add column source_note text;
comment on column commission.regulation_edition.register_number is 'Null where the issue of the Register is not on record.';
comment on column commission.regulation_edition.authority is 'The enabling law as the edition gives it; null where it is not on record. Nothing is issued under an edition without it (12.01(1)).';
comment on column commission.regulation_edition.as_of is 'To which day the text was current when it was read.';
comment on column commission.regulation_edition.amendment is 'What amended the edition later without a day that is on record.';
comment on column commission.regulation_edition.source_note is 'Where the dates come from.';

update commission.regulation_edition set as_of = '2023-09-01',
  source_note = 'Overview of 555 CMR: current as of 9/1/2023; Massachusetts Register 1503'
where regulation = '555 CMR 8.00' and effective_from = '2023-09-01';
update commission.regulation_edition set as_of = '2024-12-06',
  source_note = 'Public compilations: Register 1534, amended by Register 1536, both effective 11/8/2024; official page dated 12/06/2024'
where regulation = '555 CMR 12.00' and effective_from = '2024-11-08';
insert into commission.regulation_edition (id, regulation, register_number, effective_from, authority, note, as_of, amendment, source_note) values
  ('c0510000-0000-7000-8000-000000000006', '555 CMR 6.00', null, '2021-10-01', null,
   'The number of the Register and the authority line are not on record.', '2024-11-22',
   'Amended later as an emergency regulation; the day is not on record.',
   'Overview of 555 CMR: first effective 10/1/2021, with a later emergency amendment; read in a compilation current through Register 1535');

create table commission.official_host (
  host text not null,
  source text not null,
  valid_from date not null,
  valid_to date,
  constraint pk_official_host primary key (host, valid_from)
);
comment on table commission.official_host is 'Sites of the Commonwealth on which an official page may stand; a page elsewhere is refused.';
grant select on commission.official_host to post_app;
insert into commission.official_host (host, source, valid_from) values
  ('www.mass.gov', 'Publishes regulations for the Trial Court Law Libraries; page of 555 CMR 12.00 read there, dated 12/06/2024', '2023-09-01'),
  ('mapostcommission.gov', 'The Commission''s own site since August 2024', '2024-08-01'),
  ('www.sec.state.ma.us', 'The Secretary of the Commonwealth, who publishes the Register', '2023-09-01');

create table commission.regulation_title (
  id uuid not null,
  regulation text not null check (regulation ~ '^555 CMR [1-9][0-9]?\.00$'),
  heading text not null check (heading <> ''),
  as_of date not null,
  confidence text not null check (confidence in ('High', 'Medium', 'Low')),
  source_note text not null check (source_note <> ''),
  in_force_until date,
  address text check (address like 'https://%'),
  address_source text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_regulation_title primary key (id),
  constraint ck_regulation_title_address check ((address is null) = (address_source is null))
);
create unique index ux_regulation_title_present on commission.regulation_title (regulation) where superseded_at is null;
comment on table commission.regulation_title is
  'Each title of 555 CMR: its heading, to which day its text was read, how sure that is and from where, and its official page where a source gives one. A change supersedes.';
grant select, insert on commission.regulation_title to post_app;
grant update (superseded_at) on commission.regulation_title to post_app;
select audit.guard('commission.regulation_title');

insert into commission.regulation_title
  (id, regulation, heading, as_of, confidence, source_note, address, address_source, recorded_at, recorded_by_name, reason)
select ('c0510000-0000-7000-8241-' || lpad(t.n::text, 12, '0'))::uuid, '555 CMR ' || t.n || '.00', t.heading, t.as_of::date, t.confidence, t.source,
  t.address, case when t.address is not null then 'Stored copy of the page, headed 555 CMR 12.00 and dated 12/06/2024' end,
  '2024-12-06 05:00:00+00', 'Schema script', 'First entry'
from (values
  (1, 'Procedural Rules', '2024-09-27', 'Medium', 'Compilation current through Register 1531; 1.01-1.05, 1.07, 1.09 and 1.10 read, 1.06 and 1.08 not', null),
  (2, 'Construction; Application of Rules; Notice', '2024-12-06', 'Medium', 'Compilation current through Register 1536; 2.02 read in part, clauses on time and notice not', null),
  (6, 'Use of Force by Law Enforcement Officers', '2024-11-22', 'Medium', 'Compilation current through Register 1535; 6.08 not compared', null),
  (7, 'Recertification', '2024-09-27', 'Medium', 'Compilation current through Register 1531; a replacement was in preparation for 2025, whether it is in force is not on record', null),
  (8, 'Databases and Dissemination of Information', '2023-09-01', 'High', 'Overview of 555 CMR: current as of 9/1/2023; Register 1503', null),
  (9, 'Initial Certification of Officers; and Renewed Certification of Independently Applying Officers', '2024-09-27', 'High', 'Compilation current through Register 1531; in force since 9/29/2023', null),
  (10, 'Specialized Certification for School Resource Officers', '2024-12-06', 'High', 'Compilation current through Register 1536', null),
  (11, 'Regulatory Action and Advisory Opinions', '2024-09-27', 'High', 'Compilations current through Registers 1531 and 1533; 11.03-11.06 read. The overview calls this title discipline and enforcement; its heading says otherwise and is followed', null),
  (12, 'Maintenance, Reporting, and Audits of Law Enforcement Records and Information', '2024-12-06', 'Medium',
   'Official page dated 12/06/2024. The adopted text has thirteen sections; clauses are cited here by the text in twelve sections, to be compared by counsel',
   'https://www.mass.gov/regulations/555-CMR-1200-maintenance-reporting-and-audits-of-law-enforcement-records-and-information')
) as t (n, heading, as_of, confidence, source, address);

create table commission.cross_reference (
  regulation text not null,
  clause text not null,
  feature_code text not null,
  subject text not null,
  built text not null check (built in ('Whole', 'Part', 'No')),
  note text,
  source text not null,
  valid_from date not null,
  valid_to date,
  constraint pk_cross_reference primary key (regulation, clause, feature_code),
  constraint ck_cross_reference_note check (built = 'Whole' or note is not null)
);
comment on table commission.cross_reference is
  'Which clauses of each title the product touches, in which of its features, and whether that is built. Changes by script, with what is built.';
grant select on commission.cross_reference to post_app;
insert into commission.cross_reference (regulation, clause, feature_code, subject, built, note, source, valid_from)
select '555 CMR ' || r.title, r.clause, r.feature, r.subject, r.built, r.note, r.source, '2024-11-08'
from (values
  ('1.00', '1.01(1)', 'agency-reports', 'Whether a report also shows misconduct, and the clock of two days', 'Part', 'The agency sends the complaint itself to the Division of Police Standards; complaints are not taken in here', 'Requirements of 12.00, IF-1.00'),
  ('1.00', '1.02-1.07', 'discipline-record', 'Inquiries', 'No', 'Case work of Standards is not built', 'Requirements of 12.00, IF-1.00'),
  ('1.00', '1.08-1.09', 'discipline-record', 'Suspension and its review', 'No', 'Case work of Standards is not built', 'Requirements of 12.00, IF-1.00'),
  ('1.00', '1.10', 'recertification', 'Hearings and appeals on certification', 'Part', 'Steps and days of a review are recorded; hearings are not held here', 'Requirements of 12.00, IF-1.00'),
  ('2.00', '2.02', 'agency-reports', 'Definitions that 12.03(2) does not give itself', 'Whole', null, 'Requirements of 12.00, IF-2.00'),
  ('2.00', '2.02', 'public-database', 'Definitions that 8.03(2) does not give itself', 'Whole', null, 'Requirements of 8.00, 8.03(1)'),
  ('2.00', '2.03', 'notices', 'Construction, and notice where 12.11 is silent', 'Part', 'Notices go by 12.11; the clauses on time and notice of 2.00 are not on record', 'Requirements of 12.00, IF-2.00'),
  ('6.00', '6.03', 'agency-records', 'Terms of force, injury and death', 'No', 'The catalogue of records of force is not built', 'Requirements of 12.00, IF-6.00'),
  ('6.00', '6.06', 'agency-records', 'Duty to intervene', 'No', 'The catalogue of records of force is not built', 'Requirements of 12.00, IF-6.00'),
  ('6.00', '6.07', 'agency-records', 'Reports of force', 'No', 'The catalogue of records of force is not built', 'Requirements of 12.00, IF-6.00'),
  ('6.00', '6.08', 'agency-records', 'Crowds', 'No', 'The catalogue of records of force is not built', 'Requirements of 12.00, IF-6.00'),
  ('6.00', '6.09', 'agency-records', 'Death or serious injury', 'No', 'The catalogue of records of force is not built', 'Requirements of 12.00, IF-6.00'),
  ('6.00', '6.10', 'agency-records', 'Training in force', 'No', 'The catalogue of records of force is not built', 'Requirements of 12.00, IF-6.00'),
  ('7.00', '7.02', 'recertification', 'Roster of the employer and its attestation', 'Whole', null, 'Requirements of 12.00, IF-7.00'),
  ('7.00', '7.03', 'recertification', 'Certification that continues while an application is open', 'Whole', null, 'Requirements of 12.00, IF-7.00'),
  ('7.00', '7.04', 'recertification', 'Conditions', 'Whole', null, 'Requirements of 12.00, IF-7.00'),
  ('7.00', '7.05-7.06', 'recertification', 'Character and standards', 'Whole', null, 'Requirements of 12.00, IF-7.00'),
  ('7.00', '7.07', 'recertification', 'Decision', 'Whole', null, 'Requirements of 12.00, IF-7.00'),
  ('7.00', '7.10', 'recertification', 'Review', 'Whole', null, 'Requirements of 12.00, IF-7.00'),
  ('8.00', '8.04', 'agency-reports', 'That an agency tells the officer what it supplied', 'No', 'Duties of notice to officers are not built', 'Requirements of 12.00, IF-8.00'),
  ('8.00', '8.05', 'officer-record', 'Databases of certification and of standards', 'Part', 'Persons, status, employers, training and certificates are held; the standards database in part', 'Requirements of 12.00, IF-8.00'),
  ('8.00', '8.06', 'public-database', 'What the public sees, and what is withheld', 'Part', 'Audits that hold records back, and figures of the state, are not built', 'Requirements of 12.00, IF-8.00'),
  ('8.00', '8.07(5)', 'access-review', 'Who looked at what, and why', 'Whole', null, 'Requirements of 8.00'),
  ('8.00', '8.08-8.09', 'officer-statements', 'Objections to data, and privilege', 'No', 'Petitions about data and privilege are not built', 'Requirements of 12.00, IF-8.00'),
  ('9.00', '9.04', 'initial-certification', 'Application', 'Whole', null, 'Requirements of 12.00, IF-9.00'),
  ('9.00', '9.05-9.08', 'initial-certification', 'Background, interview, character and standards', 'Part', 'What shows each standard is on record; the checks themselves are made elsewhere', 'Requirements of 12.00, IF-9.00'),
  ('9.00', '9.09-9.11', 'initial-certification', 'Conditions, decision and review', 'Whole', null, 'Requirements of 12.00, IF-9.00'),
  ('10.00', '10.03-10.09', 'sro-certification', 'Certification of school resource officers', 'Part', 'Certificates, terms and service are on record; the duties of schools are not', 'Requirements of 12.00, IF-10.00'),
  ('11.00', '11.03-11.06', 'officer-statements', 'Petitions to change a regulation, and for an opinion', 'No', 'Petitions of this title are not built', 'Requirements of 12.00, IF-11.00'),
  ('12.00', '12.05', 'agency-reports', 'Reports of agencies', 'Part', 'Reports of civil actions and of members who are no officers are not built', 'Requirements of 12.00'),
  ('12.00', '12.06', 'liaisons', 'Liaisons, instructions and notices passed on', 'Whole', null, 'Requirements of 12.00'),
  ('12.00', '12.07', 'officer-statements', 'What officers tell of themselves', 'Part', 'Criminal and disciplinary matters go to the Division of Police Standards by letter', 'Requirements of 12.00'),
  ('12.00', '12.11', 'notices', 'Notice by the Commission', 'Whole', null, 'Requirements of 12.00')
) as r (title, clause, feature, subject, built, note, source);

insert into access_review.action (code, words, kind, reach, told) values
  ('regulations.listed', 'Listed the titles of the regulations', 'List', 'Inside', true),
  ('regulation.shown', 'Opened a title of the regulations', 'Open', 'Inside', true),
  ('regulation.revised', 'Changed what is on record of a title of the regulations', 'Change', 'Inside', true);
