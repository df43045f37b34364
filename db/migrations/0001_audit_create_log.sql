-- Why: every act on personal data leaves a durable, append-only record (8.07(5)); sealing reads it, nothing rewrites it.

create schema audit;

create table audit.event (
  at_db timestamptz not null default clock_timestamp(),
  tx xid8 not null default pg_current_xact_id(),
  schema_ver smallint not null,
  id uuid not null,
  producer text not null,
  epoch timestamptz not null,
  pseq bigint not null,
  at_app timestamptz not null,
  mono_us bigint not null,
  clock_state text not null,
  actor_id uuid,
  actor_kind text not null,
  on_behalf_of uuid,
  roles text[] not null,
  org text,
  authn text,
  session_id uuid,
  circuit_id text,
  ip_prefix text,
  client text,
  purpose text,
  matter text,
  break_glass boolean not null,
  policy_ver integer not null,
  action text not null,
  data_class text not null,
  subject_ids uuid[] not null,
  field_groups text[] not null,
  row_count integer,
  artefact_sha256 bytea,
  outcome text not null,
  deny_rule text,
  duration_us bigint not null,
  trace_id text,
  parent_id uuid,
  view_id uuid,
  intent_id uuid,
  payload_digest bytea not null,
  leaf_hash bytea not null,
  primary key (id, at_db)
) partition by range (at_db);

comment on table audit.event is 'Append-only. The hashed form of a row is described in docs/audit-format.md.';

create index ix_event_subject on audit.event using gin (subject_ids);
create index ix_event_actor on audit.event (actor_id, at_db);
create index ix_event_at on audit.event using brin (at_db);
create index ix_event_parent on audit.event (parent_id) where parent_id is not null;

create table audit.payload (
  event_id uuid not null,
  at_db timestamptz not null,
  salt bytea not null,
  body bytea not null,
  primary key (event_id, at_db)
) partition by range (at_db);

comment on table audit.payload is 'Words and values beside the header, so that an expungement can remove them and the leaf still verifies.';

-- Enabled "always": a session in replica mode must not step around it. A superuser still can; the tree is for that.
create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only: % on % is refused', tg_op, tg_table_name using errcode = '42501';
end $$;

create trigger event_is_append_only before update or delete or truncate on audit.event
  for each statement execute function audit.refuse_change();
create trigger payload_is_append_only before update or delete or truncate on audit.payload
  for each statement execute function audit.refuse_change();
alter table audit.event enable always trigger event_is_append_only;
alter table audit.payload enable always trigger payload_is_append_only;

-- No default partition: it would hide that next month's was never made.
create function audit.ensure_partitions(months_ahead integer default 3) returns integer
language plpgsql security definer set search_path = pg_catalog, audit as $$
declare
  first date := date_trunc('month', now() at time zone 'UTC')::date;
  made integer := 0;
  month date;
  parent text;
  part text;
begin
  perform pg_advisory_xact_lock(hashtext('audit.ensure_partitions'));
  for i in 0..least(greatest(months_ahead, 0), 24) loop
    month := (first + make_interval(months => i))::date;
    foreach parent in array array['event', 'payload'] loop
      part := parent || '_' || to_char(month, 'YYYYMM');
      if to_regclass('audit.' || part) is null then
        execute format('create table audit.%I partition of audit.%I for values from (%L) to (%L)', part, parent,
          (month::text || ' 00:00:00+00'), ((month + interval '1 month')::date::text || ' 00:00:00+00'));
        execute format('create trigger %I before update or delete or truncate on audit.%I
          for each statement execute function audit.refuse_change()', part || '_is_append_only', part);
        execute format('alter table audit.%I enable always trigger %I', part, part || '_is_append_only');
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;

select audit.ensure_partitions(3);

-- After a commit broke on the wire the writer asks whether its event, and so its change, is there.
create function audit.is_recorded(event uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, audit as
$$ select exists (select from audit.event e where e.id = event and e.at_db > now() - interval '1 day') $$;

revoke all on function audit.ensure_partitions(integer), audit.is_recorded(uuid) from public;
grant usage on schema audit to post_app;
grant insert on audit.event, audit.payload to post_app;
grant execute on function audit.ensure_partitions(integer), audit.is_recorded(uuid) to post_app;
