-- Why: the public reads copies that hold what may be shown and nothing else, under a role that sees nothing else (8.06(2)-(4)).

create schema published;

create table published.officer (
  key text not null,
  officer_number text not null,
  first_name text not null,
  surname text not null,
  suffix text,
  former_names text[] not null,
  status_code text not null,
  agency_key text,
  agency_name text,
  county text,
  named_agency_keys text[] not null,
  data_through date not null,
  visible_until date,
  doc text not null,
  doc_sha256 bytea not null,
  sort_key text not null,
  constraint pk_officer primary key (key)
);
create index ix_officer_sort on published.officer (sort_key);
create index ix_officer_agency on published.officer (agency_key);
create index ix_officer_named_agency on published.officer using gin (named_agency_keys);
create index ix_officer_data_through on published.officer (data_through);
comment on table published.officer is 'One prepared document per officer; a row is absent while the person may not be shown.';
comment on column published.officer.visible_until is 'Last legal date on which the row is shown, whether or not a job runs (8.06(4)(b)13). Null: no end is known.';
comment on column published.officer.former_names is 'First name and surname in turn, of names under which the person was published before.';

create table published.agency (
  key text not null,
  name text not null,
  county text,
  other_spellings text[] not null,
  officers integer not null,
  doc text not null,
  constraint pk_agency primary key (key)
);

create table published.state (
  one boolean not null default true check (one),
  version bigint not null,
  data_through date,
  constraint pk_state primary key (one)
);
insert into published.state (version) values (0);
comment on table published.state is 'One row. The version moves when a published byte moves, and only then.';

-- Delete is granted here alone: these are projections, and a withdrawn copy must be gone.
grant usage on schema published to post_publisher, post_public;
grant select, insert, update, delete on published.officer, published.agency to post_publisher;
grant select, update on published.state to post_publisher;
grant select on all tables in schema published to post_public;
