-- Why: files of other senders come in by rules that staff keep, so that a new layout needs no new program.

create table kernel.import_profile (
  id uuid not null,
  kind text not null,
  name text not null check (length(name) between 1 and 100),
  version integer not null check (version > 0),
  delimiter text not null check (length(delimiter) = 1),
  sheet text,
  as_of_rule text not null check (as_of_rule in ('FileName', 'DayReceived', 'Ask')),
  header text[] not null,
  header_fingerprint text not null,
  rules jsonb not null,
  made_by text not null,
  made_at timestamptz not null,
  superseded_at timestamptz,
  retired_at timestamptz,
  retired_by text,
  retired_because text,
  constraint pk_import_profile primary key (id),
  check ((retired_at is null) = (retired_by is null)),
  check ((retired_at is null) = (retired_because is null))
);
comment on table kernel.import_profile is
  'One row for each version. A change adds a row and ends the one before; runs keep the id of the version they were read by.';
comment on column kernel.import_profile.rules is
  'How each field is filled: column, constant, part of a name, way of writing days, meaning of values.';

create unique index ux_import_profile_live on kernel.import_profile (kind, lower(name))
  where superseded_at is null and retired_at is null;
create unique index ux_import_profile_version on kernel.import_profile (kind, lower(name), version);

-- A file whose columns nobody has named yet waits here, and whoever began can leave it and come back.
create table kernel.import_draft (
  id uuid not null,
  file_name text not null,
  file_sha256 text not null,
  file_bytes bigint not null,
  encoding text not null,
  kind text,
  as_of date,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  constraint pk_import_draft primary key (id)
);
create index ix_import_draft_open on kernel.import_draft (id desc) where ended_at is null;

alter table kernel.import_run add column profile_id uuid;
comment on column kernel.import_run.profile_id is 'The version of the profile by which the file was read; null for a known layout.';

grant select, insert, update on kernel.import_profile, kernel.import_draft to post_app;
