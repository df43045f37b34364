-- Why: who acts for a law enforcement agency is on record with its days and its instrument (12.04(5)-(6), 12.06; c. 6E, § 1).

create table certification.liaison_area (
  code text not null,
  label text not null,
  place integer not null,
  source text not null,
  valid_from date not null,
  constraint pk_liaison_area primary key (code)
);
comment on table certification.liaison_area is
  'What an agency exchanges with the Commission, as the areas of its liaisons: together they cover all of it (12.06(1)).';
insert into certification.liaison_area (code, label, place, source, valid_from) values
  ('Certification', 'Certification and employment', 1, '555 CMR 12.06(1); the division into areas is the product''s', '2024-11-08'),
  ('Training', 'Training', 2, '555 CMR 12.06(1); the division into areas is the product''s', '2024-11-08'),
  ('Standards', 'Complaints, discipline and reports', 3, '555 CMR 12.06(1); the division into areas is the product''s', '2024-11-08'),
  ('Audits', 'Audits and records', 4, '555 CMR 12.06(1); the division into areas is the product''s', '2024-11-08'),
  ('Other', 'All other correspondence', 5, '555 CMR 12.06(1); the division into areas is the product''s', '2024-11-08');

create table certification.agency_member (
  id uuid not null,
  agency_id uuid not null,
  kind text not null check (kind in ('Officer', 'Employee', 'IndependentContractor')),
  person_id uuid,
  name text not null,
  title text,
  email text,
  account_id uuid,
  recorded_at timestamptz not null,
  recorded_by_name text not null,
  constraint pk_agency_member primary key (id),
  constraint fk_agency_member_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_agency_member_person_person_id foreign key (person_id) references certification.person (id),
  constraint ck_agency_member_officer check ((kind = 'Officer') = (person_id is not null))
);
create unique index ux_agency_member_email on certification.agency_member (agency_id, email);
create index ix_agency_member_account on certification.agency_member (account_id);
comment on table certification.agency_member is 'Officers, employees and contractors of an agency who act for it before the Commission (12.03(2) Member).';
comment on column certification.agency_member.account_id is 'The account by which the member signs in; it may be a member of several agencies.';

create table certification.agency_appointment (
  id uuid not null,
  member_id uuid not null,
  capacity text not null check (capacity in ('Head', 'Liaison', 'Clerk')),
  areas text[] not null,
  begins_on date not null,
  ends_on date,
  instrument text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  ended_at timestamptz,
  ended_because text,
  ended_by_name text,
  constraint pk_agency_appointment primary key (id),
  constraint fk_agency_appointment_agency_member_member_id foreign key (member_id) references certification.agency_member (id),
  constraint ck_agency_appointment_days check (ends_on is null or ends_on >= begins_on),
  constraint ck_agency_appointment_areas check ((capacity = 'Liaison') = (cardinality(areas) > 0)),
  constraint ck_agency_appointment_ended check (
    (ended_at is null) = (ended_because is null) and (ended_at is null) = (ended_by_name is null))
);
create index ix_agency_appointment_member on certification.agency_appointment (member_id);
comment on table certification.agency_appointment is
  'That a member is head, liaison or clerk of the agency from a day to a day; recorded_at is when the Commission was told.';
comment on column certification.agency_appointment.instrument is 'By what paper: who designated, in what document, on what day.';
comment on column certification.agency_appointment.ends_on is 'The last day.';

grant select on certification.liaison_area to post_app;
grant select, insert on certification.agency_member, certification.agency_appointment to post_app;
grant update (account_id) on certification.agency_member to post_app;
grant update (ends_on, ended_at, ended_because, ended_by_name) on certification.agency_appointment to post_app;
select audit.guard('certification.agency_member');
select audit.guard('certification.agency_appointment');
