-- Why: every database and record system is registered (8.02(1)), its design consulted upon (8.07(1)), its storage contract passed (8.07(3)).

create table commission.registered_system (
  id uuid not null,
  system_id uuid not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('Statutory', 'Other', 'Vendor')),
  statute text,
  owner_unit text not null,
  holds text not null,
  schemas text[] not null,
  disclosure_policy text not null,
  edition_id uuid not null,
  state text not null check (state in ('Planned', 'InUse', 'Retired')),
  establishment_vote_id uuid,
  established_on date,
  review_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_registered_system primary key (id),
  constraint fk_registered_system_regulation_edition_edition_id
    foreign key (edition_id) references commission.regulation_edition (id),
  constraint ck_registered_system_statutory
    check (kind <> 'Statutory' or (statute is not null and state <> 'Retired' and cardinality(schemas) > 0)),
  constraint ck_registered_system_established check ((established_on is null) = (establishment_vote_id is null))
);
create unique index ux_registered_system_present on commission.registered_system (system_id) where superseded_at is null;
create unique index ux_registered_system_code on commission.registered_system (code) where superseded_at is null;
create index ix_registered_system_edition on commission.registered_system (edition_id);

create table commission.design_review (
  id uuid not null,
  review_id uuid not null,
  system_id uuid not null,
  occasion text not null check (occasion in ('Design', 'Acquisition')),
  subject text not null,
  records_access_officer text,
  technology_officer text,
  consulted text[] not null,
  machine_readable text not null check (machine_readable in ('NotAnswered', 'Yes', 'NotFeasible')),
  segregation text not null check (segregation in ('NotAnswered', 'Yes', 'NotFeasible')),
  findings text,
  closed_on date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_design_review primary key (id),
  constraint ck_design_review_closed check (closed_on is null or (
    records_access_officer is not null and technology_officer is not null and cardinality(consulted) > 0
    and machine_readable <> 'NotAnswered' and segregation <> 'NotAnswered'))
);
create unique index ux_design_review_present on commission.design_review (review_id) where superseded_at is null;
create index ix_design_review_system on commission.design_review (system_id);

create table commission.contract_provision (
  code text not null,
  label text not null,
  source text not null,
  valid_from date not null,
  valid_to date,
  constraint pk_contract_provision primary key (code)
);
comment on table commission.contract_provision is
  'What a contract must contain so that the Commission can comply with c. 66A and its regulations (8.07(3)(c)); confirmed by counsel.';

create table commission.storage_contract (
  id uuid not null,
  contract_id uuid not null,
  system_id uuid not null,
  vendor text not null,
  title text not null,
  begins_on date not null,
  ends_on date check (ends_on >= begins_on),
  review_on date not null,
  restricts_records_officer text not null check (restricts_records_officer in ('NotAnswered', 'No', 'Yes')),
  export_right text,
  export_format text,
  export_time text,
  export_cost text,
  access_page text,
  relieves_commission text not null check (relieves_commission in ('NotAnswered', 'No', 'Yes')),
  relief_page text,
  provisions jsonb not null,
  state text not null check (state in ('Draft', 'Approved', 'Rejected', 'Ended')),
  designation_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_storage_contract primary key (id),
  constraint ck_storage_contract_approved check (state <> 'Approved' or (
    restricts_records_officer = 'No' and relieves_commission = 'No' and export_right is not null
    and access_page is not null and relief_page is not null and designation_id is not null))
);
create unique index ux_storage_contract_present on commission.storage_contract (contract_id) where superseded_at is null;
create index ix_storage_contract_system on commission.storage_contract (system_id);
comment on column commission.storage_contract.provisions is 'Code of each required provision to the page that contains it.';

insert into commission.contract_provision (code, label, source, valid_from) values
  ('safeguards', 'Reasonable safeguards against loss, theft and unauthorised access', 'M.G.L. c. 66A, § 2(d)', '2023-09-01'),
  ('holder-duties', 'The vendor holds personal data on the Commission''s behalf and under its duties', 'M.G.L. c. 66A, §§ 1, 2', '2023-09-01'),
  ('access-limits', 'No access by others unless the law authorises it', 'M.G.L. c. 66A, § 2(c)', '2023-09-01'),
  ('access-record', 'A record of every access and use', 'M.G.L. c. 66A, § 2(f)', '2023-09-01'),
  ('subject-access', 'Data subjects can see and correct what is held', 'M.G.L. c. 66A, § 2(g)-(j)', '2023-09-01'),
  ('legal-process', 'The Commission is told of compulsory legal process in time to notify the data subject', 'M.G.L. c. 66A, § 2(k)', '2023-09-01');

insert into commission.registered_system
  (id, system_id, code, name, kind, statute, owner_unit, holds, schemas, disclosure_policy, edition_id, state, review_on,
   recorded_at, recorded_by_name, reason)
select ('c0510000-0000-7000-8003-' || lpad(seed.number::text, 12, '0'))::uuid,
  ('c0510000-0000-7000-8004-' || lpad(seed.number::text, 12, '0'))::uuid,
  seed.code, seed.name, 'Statutory', seed.statute, seed.owner_unit, seed.holds, seed.schemas, seed.policy,
  'c0510000-0000-7000-8000-000000000008', 'InUse', '2027-01-15', '2023-09-01 04:00:00+00', 'Schema script',
  'Registered with the product (8.02(1)(a))'
from (values
  (1, 'certification-database', 'Certification database', 'M.G.L. c. 6E, § 4(h)', 'Division of Police Certification',
   'Officers, certifications, employment and separations (8.05(1))', '{certification}'::text[], 'PublicationGate'),
  (2, 'public-database', 'Public database of officers', 'M.G.L. c. 6E, § 4(j)', 'Commission',
   'Copies of what may be shown (8.06)', '{published,public_database}'::text[], 'PublicationGate'),
  (3, 'standards-database', 'Standards database', 'M.G.L. c. 6E, § 8(e)', 'Division of Police Standards',
   'Complaints, dispositions and discipline (8.05(2))', '{standards}'::text[], 'PublicationGate'),
  (4, 'order-lists', 'Lists of decertified, suspended and retrained officers', 'M.G.L. c. 6E, § 13(a)',
   'Division of Police Standards', 'Orders under § 10, as published', '{published}'::text[], 'PublicationGate')
) as seed (number, code, name, statute, owner_unit, holds, schemas, policy);

grant select on commission.contract_provision to post_app;
grant select, insert on commission.registered_system, commission.design_review, commission.storage_contract to post_app;
grant update (superseded_at) on commission.registered_system, commission.design_review, commission.storage_contract to post_app;
