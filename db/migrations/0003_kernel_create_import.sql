-- Why: a file comes in once, in chunks, by one engine; what was read of each row, and why, stays for the record.

create table kernel.import_run (
  id uuid not null,
  kind text not null,
  file_name text not null,
  file_sha256 text not null,
  file_bytes bigint not null,
  layout text not null,
  encoding text not null,
  extra_columns text[] not null,
  as_of date not null,
  dry_run boolean not null,
  all_or_nothing boolean not null,
  state text not null,
  rows_read bigint not null default 0,
  bytes_read bigint not null default 0,
  accepted bigint not null default 0,
  held bigint not null default 0,
  rejected bigint not null default 0,
  unchanged bigint not null default 0,
  summary jsonb,
  problem text,
  root_event uuid,
  requested_by text not null,
  requested_at timestamptz not null,
  heartbeat_at timestamptz,
  finished_at timestamptz,
  constraint pk_import_run primary key (id)
);
create index ix_import_run_open on kernel.import_run (requested_at) where state in ('Received', 'Staging', 'Staged', 'Promoting');

comment on column kernel.import_run.root_event is 'The audit event of the act that brought the file in; those of chunks and of the promotion name it as parent.';

-- Every kind has a staging table of its own that begins with these columns, so that the engine can report on any of them.
comment on table kernel.import_run is
  'Staging tables have: run_id uuid, row_no bigint, line bigint, verdict text, reasons text[], cells text[].';

-- Time-ordered ids for rows made in sets; PostgreSQL 15 has no uuidv7().
create function kernel.new_id() returns uuid language sql volatile as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

grant select, insert, update on kernel.import_run to post_app;
grant execute on function kernel.new_id() to post_app;
