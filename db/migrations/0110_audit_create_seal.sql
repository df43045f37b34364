-- Why: whoever owns the server can edit an unchained log; a signed tree over it cannot be edited unseen (8.07(4)-(5)).

-- The sealer takes events in this order, and only what no transaction still running can come before.
create index ix_event_tx on audit.event (tx, id);

create table audit.leaf (
  idx bigint not null,
  event_id uuid not null,
  at_db timestamptz not null,
  tx xid8 not null,
  leaf_hash bytea not null,
  constraint pk_leaf primary key (idx)
);
create unique index ix_leaf_event on audit.leaf (event_id, at_db);
comment on table audit.leaf is 'The sealed order of events: idx is dense from 0. A leaf is written once, with the checkpoint that covers it.';

create table audit.tile (
  level smallint not null,
  idx bigint not null,
  hashes bytea not null,
  constraint pk_tile primary key (level, idx),
  constraint ck_tile_full check (octet_length(hashes) = 256 * 32)
);
comment on table audit.tile is 'Full tiles only (256 hashes, C2SP tlog-tiles). The right edge is made from leaves when it is handed out, so no tile is ever superseded.';

create table audit.checkpoint (
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamptz not null default clock_timestamp(),
  constraint pk_checkpoint primary key (size)
);
comment on table audit.checkpoint is 'Signed tree heads (C2SP tlog-checkpoint). size and root repeat what note says; the note is what counts.';

create table audit.sealing_key (
  ordinal integer not null,
  note text not null,
  at timestamptz not null default clock_timestamp(),
  constraint pk_sealing_key primary key (ordinal)
);
comment on table audit.sealing_key is 'Which key signs from which size on. The first signs itself, each later one is signed by the one before.';

do $$
declare
  name text;
begin
  foreach name in array array['leaf', 'tile', 'checkpoint', 'sealing_key'] loop
    execute format('create trigger %I before update or delete or truncate on audit.%I
      for each statement execute function audit.refuse_change()', name || '_is_append_only', name);
    execute format('alter table audit.%I enable always trigger %I', name, name || '_is_append_only');
  end loop;
end $$;

-- How far the log is sealed, for those who must not read it: lag is shown, alarmed, and stops exports.
create function audit.sealing_state() returns table (sealed bigint, sealed_at timestamptz, oldest_unsealed timestamptz)
language sql stable security definer set search_path = pg_catalog, audit as $$
  with last as (
    select c.size, c.at, l.tx, l.event_id
    from checkpoint c join leaf l on l.idx = c.size - 1
    order by c.size desc limit 1
  )
  select coalesce((select size from last), 0), (select at from last),
    (select e.at_db from event e
     where (e.tx, e.id) > (coalesce((select tx from last), '0'::xid8),
       coalesce((select event_id from last), '00000000-0000-0000-0000-000000000000'::uuid))
     order by e.tx, e.id limit 1)
$$;

-- The latest tree head is no secret: it is made to be shown to everybody.
create function audit.latest_checkpoint() returns table (size bigint, root bytea, note text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, audit as
$$ select c.size, c.root, c.note, c.at from checkpoint c order by c.size desc limit 1 $$;

revoke all on function audit.sealing_state(), audit.latest_checkpoint() from public;
grant execute on function audit.sealing_state(), audit.latest_checkpoint() to post_app;

-- The sealer learns hashes and order, and nothing of who looked at whom.
grant usage on schema audit to post_sealer, post_verifier;
grant select (id, at_db, tx, leaf_hash) on audit.event to post_sealer;
grant select, insert on audit.leaf, audit.tile, audit.checkpoint, audit.sealing_key to post_sealer;

grant select on audit.event, audit.payload, audit.leaf, audit.tile, audit.checkpoint, audit.sealing_key to post_verifier;
