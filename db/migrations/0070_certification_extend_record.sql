-- Why: registers, status lists, employment and certificates come in as files; what they say of 8.05(1)(a)-(b) and (j)-(k) needs its rows.

-- Which kind of file named a person: a status list says nothing of spells of service, and a history nothing of today's status.
alter table certification.person_report add column kind text;
update certification.person_report set kind = 'disciplinary';
alter table certification.person_report alter column kind set not null;

alter table certification.status_report
  add column expires_on date,
  add column certification_text text,
  add column remark text;
comment on column certification.status_report.remark is 'Additional information as sent; free text, never published unscreened (8.07(2)).';

alter table certification.employment
  add column rank text,
  add column appointment_code text,
  add column out_of_state boolean not null default false;
alter table certification.employment alter column out_of_state drop default;

create table certification.employment_separation (
  id uuid not null,
  person_id uuid not null,
  agency_id uuid not null,
  spelling_id uuid,
  separated_on date not null,
  nature_code text not null,
  nature_source text not null,
  reason text,
  misconduct_based text not null check (misconduct_based in ('Yes', 'No', 'Unknown')),
  during_investigation text not null check (during_investigation in ('Yes', 'No', 'Unknown')),
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_employment_separation primary key (id),
  constraint fk_employment_separation_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_employment_separation_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_employment_separation_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
create unique index ux_employment_separation_present
  on certification.employment_separation (person_id, agency_id, separated_on, nature_code) where superseded_at is null;
create index ix_employment_separation_spelling on certification.employment_separation (spelling_id) where superseded_at is null;
comment on table certification.employment_separation is
  'Nature and reason of a separation (8.05(1)(j)-(k)); never public. A suspension from work is one that leaves the service open.';

-- A later file that repeats a spell confirms it for its own day without a new row of the spell.
create table certification.employment_confirmation (
  person_id uuid not null,
  agency_id uuid not null,
  source_id uuid not null,
  as_of date not null,
  recorded_at timestamptz not null,
  constraint pk_employment_confirmation primary key (person_id, agency_id, source_id),
  constraint fk_employment_confirmation_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);

create table certification.certificate (
  id uuid not null,
  person_id uuid not null,
  number text collate "C" not null,
  type_code text not null,
  status_code text not null,
  status_source text not null,
  status_on date,
  decided_on date,
  granted_on date not null,
  expires_on date,
  conditions text,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_certificate primary key (id),
  constraint fk_certificate_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_certificate_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
create unique index ux_certificate_present on certification.certificate (number, type_code, granted_on, person_id)
  where superseded_at is null;
create unique index ux_certificate_initial on certification.certificate (person_id)
  where superseded_at is null and type_code = 'Initial';
create index ix_certificate_person on certification.certificate (person_id);
comment on table certification.certificate is
  'Each certification with its days (8.05(1)(a)-(b)): the first one once, every renewal a row of its own.';
comment on column certification.certificate.conditions is 'As sent; free text, never published unscreened (8.07(2)).';

-- What the register of agencies said of one, from a day; kind and county of the agency itself follow the row in force.
create table certification.law_enforcement_agency_listing (
  id uuid not null,
  agency_id uuid not null,
  kind text not null,
  county text,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_law_enforcement_agency_listing primary key (id),
  constraint fk_law_enforcement_agency_listing_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_law_enforcement_agency_listing_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
create unique index ux_law_enforcement_agency_listing_present on certification.law_enforcement_agency_listing (agency_id)
  where valid_to is null and superseded_at is null;

create table certification.review_item (
  id uuid not null,
  kind text not null,
  officer_number text collate "C" not null,
  person_id uuid,
  details text not null,
  first_name text,
  surname text,
  suffix text,
  as_of date not null,
  source_id uuid not null,
  source_row bigint,
  opened_at timestamptz not null,
  resolved_at timestamptz,
  outcome text,
  reason text,
  resolved_by uuid,
  resolved_by_name text,
  constraint pk_review_item primary key (id),
  constraint ck_review_item_resolved check ((resolved_at is null) = (outcome is null)),
  constraint fk_review_item_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_review_item_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
create unique index ux_review_item on certification.review_item (kind, officer_number, details);
create index ix_review_item_open on certification.review_item (id) where resolved_at is null;
create index ix_review_item_person on certification.review_item (person_id) where resolved_at is null;
comment on table certification.review_item is
  'What a file brought that a person must look at: a number under another name, a row that contradicts, somebody a later list leaves out.';

create table certification.intake_rule (
  code text not null,
  value numeric not null,
  meaning text not null,
  source text not null,
  valid_from date not null,
  constraint pk_intake_rule primary key (code, valid_from)
);
insert into certification.intake_rule (code, value, meaning, source, valid_from) values
  ('full-list-share', 0.5,
   'A status list that names at least this share of those the list before it named is taken as a full list; whom it leaves out is queued.',
   'Reading of the Commission''s consolidated list beside its shorter lists of suspended and decertified officers', '2022-12-01');

-- Two names are of one person when surname and first name share a word, or one first name begins the other; blank agrees with all.
create function certification.names_agree(one text, other text) returns boolean language sql immutable parallel safe as $$
  select one = other or (
    string_to_array(split_part(one, ',', 1), '-') && string_to_array(split_part(other, ',', 1), '-')
    and (string_to_array(split_part(one, ',', 2), '-') && string_to_array(split_part(other, ',', 2), '-')
      or starts_with(split_part(one, ',', 2), split_part(other, ',', 2))
      or starts_with(split_part(other, ',', 2), split_part(one, ',', 2))))
$$;
comment on function certification.names_agree is 'Takes sort keys: surname and first name, folded, words joined by hyphens.';

grant select on all tables in schema certification to post_app;
grant insert on certification.employment_separation, certification.employment_confirmation, certification.certificate,
  certification.law_enforcement_agency_listing, certification.review_item to post_app;
grant update (superseded_at) on certification.employment_separation, certification.certificate,
  certification.law_enforcement_agency_listing to post_app;
grant update (resolved_at, outcome, reason, resolved_by, resolved_by_name) on certification.review_item to post_app;
grant update (kind) on certification.law_enforcement_agency to post_app;
grant execute on function certification.names_agree(text, text) to post_app;
