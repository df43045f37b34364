-- Why: no change without its event (8.07(5)), also when the code in front of the database is wrong: its commit is refused.

-- One row a transaction while it runs: that it wrote. Gone with the commit; a crash takes the transaction with it.
create unlogged table audit.write_marker (
  tx xid8 not null,
  constraint pk_write_marker primary key (tx)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- For each statement and not for each row: a row trigger costs a bulk load four times as much.
create function audit.mark_write() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.write_marker (tx) values (pg_current_xact_id()) on conflict do nothing;
  return null;
end $$;

-- The id is announced so that the event is found by its key. Whoever announces another must have written that one in this
-- very transaction: the announcement proves nothing by itself.
create function audit.require_event() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  announced uuid := nullif(current_setting('post.event', true), '')::uuid;
begin
  delete from audit.write_marker m where m.tx = new.tx;
  if announced is null or not exists (
    select from audit.event e where e.id = announced and e.at_db > now() - interval '1 day' and e.tx = new.tx)
  then
    raise exception 'a change without its event is refused' using errcode = '23000';
  end if;
  return null;
end $$;

create constraint trigger write_marker_requires_event after insert on audit.write_marker
  deferrable initially deferred for each row execute function audit.require_event();
alter table audit.write_marker enable always trigger write_marker_requires_event;

create table audit.unguarded (
  target text not null,
  columns text[],
  reason text not null,
  constraint pk_unguarded primary key (target)
);
comment on table audit.unguarded is 'What the application writes outside a command, with the reason. A schema ends in a dot; columns null: the whole table.';
insert into audit.unguarded (target, columns, reason) values
  ('audit.', null, 'the log itself, append-only by grant and trigger'),
  ('migration.', null, 'the book of the schema scripts, written by the migrator alone'),
  ('quartz.', null, 'the scheduler''s own store: what it starts are commands, each with its event'),
  ('published.', null, 'copies, written by another role from decisions that were written with their events'),
  ('kernel.failed_delivery', null, 'how often a delivery was tried; the command it makes leaves its own event'),
  ('kernel.job_run', null, 'when a job ran and how it ended; what it did are commands, each with its event'),
  ('kernel.job_plan', null, 'since when a job is planned'),
  ('kernel.outbox', '{delivered_at}', 'that an announcement was delivered; the announcement itself is written with the event of the change'),
  ('identity.account', '{access_failed_count,lockout_end}', 'refused tries are counted though the refused request is rolled back; each leaves its own event'),
  ('identity.session', '{last_seen_at}', 'that a session is in use: every act in it leaves its own event');

-- In migrations that make tables: select audit.guard('schema.table'). A test names the table that was forgotten.
create function audit.guard(target regclass) returns void language plpgsql set search_path = pg_catalog as $$
declare
  free text[];
  wanted text := '';
begin
  select u.columns into free from audit.unguarded u where u.target = guard.target::text;
  if free is not null then
    select ' of ' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) into wanted from pg_attribute a
    where a.attrelid = guard.target and a.attnum > 0 and not a.attisdropped and not a.attname = any (free);
  end if;
  -- The application's own login: migrations change the schema, and an operator at the console is watched elsewhere.
  execute format('create trigger needs_its_event before insert or delete or update%s on %s for each statement '
    'when (session_user = ''post_app'') execute function audit.mark_write()', wanted, target);
  execute format('alter table %s enable always trigger needs_its_event', target);
end $$;

revoke all on function audit.mark_write(), audit.require_event(), audit.guard(regclass) from public;

do $$
declare
  found regclass;
begin
  for found in
    select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\_%' and n.nspname not in ('information_schema', 'public')
      and not exists (select from audit.unguarded u
        where u.columns is null and (u.target = c.oid::regclass::text or u.target = n.nspname || '.'))
    order by 1
  loop
    perform audit.guard(found);
  end loop;
end $$;
