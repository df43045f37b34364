-- Why: a witness that stays away leaves a cut tail of the log unseen; its lateness was told to the sealer's own log alone, where nobody looks (8.07(5)).

create table audit.witness (
  name text not null,
  size bigint not null default 0,
  outcome text not null,
  shown_at timestamptz not null,
  cosigned_at timestamptz,
  constraint pk_witness primary key (name),
  constraint ck_witness_size check (size >= 0)
);
comment on table audit.witness is
  'What the sealer last heard of each witness. It proves nothing: what a witness cosigned is kept in its folder, and verified from there.';
comment on column audit.witness.size is 'Events under the latest checkpoint that it has cosigned.';

-- The first checkpoint that a witness has not seen is the one that waits for it.
create function audit.witness_state() returns table (name text, size bigint, outcome text, shown_at timestamptz, cosigned_at timestamptz, waits_since timestamptz)
language sql stable security definer set search_path = pg_catalog, audit as
$$
  select w.name, w.size, w.outcome, w.shown_at, w.cosigned_at, (select c.at from checkpoint c where c.size > w.size order by c.size limit 1)
  from witness w order by w.name
$$;
revoke all on function audit.witness_state() from public;
grant execute on function audit.witness_state() to post_app;
grant select, insert, update, delete on audit.witness to post_sealer;
