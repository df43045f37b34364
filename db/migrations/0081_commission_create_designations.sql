-- Why: the Executive Director, the records access officer and their designees act by a designation for a purpose and a time (8.03(2), 12.03(2)).

create table commission.office (
  code text not null,
  label text not null,
  clause text not null,
  designees_allowed boolean not null,
  constraint pk_office primary key (code)
);

create table commission.acting_purpose (
  code text not null,
  office_code text not null,
  label text not null,
  clause text not null,
  constraint pk_acting_purpose primary key (code),
  constraint fk_acting_purpose_office_office_code foreign key (office_code) references commission.office (code)
);
create index ix_acting_purpose_office on commission.acting_purpose (office_code);

create table commission.designation (
  id uuid not null,
  designation_id uuid not null,
  office_code text not null,
  capacity text not null check (capacity in ('Holder', 'Designee')),
  account_id uuid not null,
  name text not null,
  purposes text[] not null,
  begins_on date not null,
  ends_on date check (ends_on >= begins_on),
  authority text not null check (authority <> ''),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_designation primary key (id),
  constraint fk_designation_office_office_code foreign key (office_code) references commission.office (code),
  constraint ck_designation_purposes check (capacity = 'Holder' or cardinality(purposes) > 0)
);
create unique index ux_designation_present on commission.designation (designation_id) where superseded_at is null;
create index ix_designation_office on commission.designation (office_code, begins_on);
comment on table commission.designation is
  'Holder: acts for every purpose of the office. Designee: for the purposes named. Both days included, in Massachusetts.';

insert into commission.office (code, label, clause, designees_allowed) values
  ('ExecutiveDirector', 'Executive Director', '8.03(2)', true),
  ('RecordsAccessOfficer', 'Records Access Officer', '8.03(2)', true),
  ('ChiefTechnologyOfficer', 'Chief Technology Officer', '8.07(1)', true),
  ('ChiefFinancialAndAdministrativeOfficer', 'Chief Financial and Administrative Officer', '8.07(1)', true),
  -- The text gives the Chair no designee, so none can be recorded.
  ('Chair', 'Chair', '8.08(4)(a), (6)(a), (8), (9)', false);

insert into commission.acting_purpose (code, office_code, label, clause) values
  ('guidelines', 'ExecutiveDirector', 'Adopt and retire guidelines', '8.06(6)(a)'),
  ('data-objections', 'ExecutiveDirector', 'Decide objections concerning data', '8.08(1)-(8)'),
  ('certification', 'ExecutiveDirector', 'Certification decisions', '12.03(2)'),
  ('audits', 'ExecutiveDirector', 'Audits of agencies and officers', '12.08(1)'),
  ('referrals', 'ExecutiveDirector', 'Refer information for enforcement', '12.12(3)'),
  ('records-requests', 'RecordsAccessOfficer', 'Decide records requests', '8.03(2)'),
  ('system-design', 'RecordsAccessOfficer', 'Consult on the design and acquisition of systems', '8.07(1)'),
  ('storage-contracts', 'RecordsAccessOfficer', 'Approve storage contracts', '8.07(3)(a)'),
  ('system-design-technology', 'ChiefTechnologyOfficer', 'Consult on the design and acquisition of systems', '8.07(1)'),
  ('system-design-finance', 'ChiefFinancialAndAdministrativeOfficer', 'Consult on the design and acquisition of systems', '8.07(1)'),
  ('further-review', 'Chair', 'Act on objections and on requests for further review', '8.08(4)(a), (6)(a), (8), (9)');

grant select on commission.office, commission.acting_purpose to post_app;
grant select, insert on commission.designation to post_app;
grant update (superseded_at) on commission.designation to post_app;
