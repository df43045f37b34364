-- Why: a look is bound to a matter: open, worked on by the one who looks, with the person looked at as a party (8.07(5)(a)).

create table access_review.matter_kind (
  code varchar(40) not null,
  label varchar(100) not null,
  clause varchar(60) not null,
  place integer not null,
  constraint pk_matter_kind primary key (code)
);
insert into access_review.matter_kind (code, label, clause, place) values
  ('Complaint', 'Complaint', '8.05(2)(a)', 1),
  ('Inquiry', 'Preliminary inquiry', '8.06(4)(a)1', 2),
  ('Investigation', 'Investigation', '8.05(2)', 3),
  ('Hearing', 'Hearing', '8.06(3)(a)9', 4),
  ('Audit', 'Audit of an agency or officer', '12.08(1)', 5),
  ('RecordsRequest', 'Records request', '8.02(1)(c)', 6),
  ('DataObjection', 'Objection concerning data', '8.08(2)', 7),
  ('Privilege', 'Privilege', '8.09(1)', 8),
  ('LegalProcess', 'Compulsory legal process', '8.10(1)', 9);

create table access_review.matter (
  id uuid not null,
  number varchar(40) not null,
  kind varchar(40) not null,
  title varchar(200) not null,
  opened_at timestamptz not null,
  opened_by uuid,
  opened_by_name varchar(200) not null,
  closed_at timestamptz,
  closed_by_name varchar(200),
  closed_because varchar(500),
  constraint pk_matter primary key (id),
  constraint fk_matter_matter_kind_kind foreign key (kind) references access_review.matter_kind (code),
  constraint ck_matter_closed check ((closed_at is null) = (closed_because is null))
);
create unique index ux_matter_number on access_review.matter (number);
create index ix_matter_kind on access_review.matter (kind);
create index ix_matter_open on access_review.matter (opened_at, id) where closed_at is null;
comment on table access_review.matter is 'Title and number name no person: they stand where anybody of the staff reads them.';

create table access_review.matter_assignment (
  id uuid not null,
  matter_id uuid not null,
  account_id uuid not null,
  account_name varchar(200) not null,
  part varchar(16) not null,
  assigned_at timestamptz not null,
  assigned_by uuid,
  assigned_by_name varchar(200) not null,
  ended_at timestamptz,
  ended_by_name varchar(200),
  constraint pk_matter_assignment primary key (id),
  constraint fk_matter_assignment_matter_matter_id foreign key (matter_id) references access_review.matter (id),
  constraint ck_matter_assignment_part check (part in ('Works', 'Supervises'))
);
create unique index ux_matter_assignment_present on access_review.matter_assignment (matter_id, account_id) where ended_at is null;
create index ix_matter_assignment_account on access_review.matter_assignment (account_id) where ended_at is null;

create table access_review.matter_party (
  id uuid not null,
  matter_id uuid not null,
  person_id uuid,
  agency_id uuid,
  because varchar(500) not null,
  added_at timestamptz not null,
  added_by uuid,
  added_by_name varchar(200) not null,
  ended_at timestamptz,
  ended_by_name varchar(200),
  ended_because varchar(500),
  constraint pk_matter_party primary key (id),
  constraint fk_matter_party_matter_matter_id foreign key (matter_id) references access_review.matter (id),
  constraint ck_matter_party_one check ((person_id is null) <> (agency_id is null))
);
create index ix_matter_party_matter on access_review.matter_party (matter_id) where ended_at is null;

create table access_review.matter_note (
  id uuid not null,
  matter_id uuid not null,
  text varchar(1000) not null,
  recorded_at timestamptz not null,
  recorded_by_name varchar(200) not null,
  constraint pk_matter_note primary key (id),
  constraint fk_matter_note_matter_matter_id foreign key (matter_id) references access_review.matter (id)
);
create index ix_matter_note_matter on access_review.matter_note (matter_id);

grant select on access_review.matter_kind to post_app;
grant select, insert, update on access_review.matter, access_review.matter_assignment, access_review.matter_party to post_app;
grant select, insert on access_review.matter_note to post_app;
