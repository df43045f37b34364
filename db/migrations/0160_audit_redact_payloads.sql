-- Why: an expungement or a court's order takes words out of the log; two persons do it, and the hashes stay (8.07(5)).

create table audit.redaction (
  target_id uuid not null,
  target_at_db timestamptz not null,
  event_id uuid not null,
  asked_id uuid not null,
  tx xid8 not null default pg_current_xact_id(),
  constraint pk_redaction primary key (target_id)
);
comment on table audit.redaction is 'Whose payload is gone and by which event. A convenience: what counts are the events, which the seal covers.';
create trigger redaction_is_append_only before update or delete or truncate on audit.redaction
  for each statement execute function audit.refuse_change();
alter table audit.redaction enable always trigger redaction_is_append_only;

-- Payloads alone, and only where the redactor acts: who may act under it is the function below.
create or replace function audit.refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'post_redactor' and tg_table_schema = 'audit' and tg_table_name like 'payload%' then
    return null;
  end if;
  raise exception 'the audit log is append-only: % on % is refused', tg_op, tg_table_name using errcode = '42501';
end $$;

-- Takes payload and salt away. The redaction's event is written by the same transaction, so it is asked for at its end.
create function audit.redact_payload(target uuid, redaction uuid, asked uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, audit as $$
declare
  act text;
  moment timestamptz;
begin
  select e.at_db, e.action into moment, act from event e where e.id = target;
  if not found then
    return false;
  end if;
  -- Who asked, who decided and on what authority is never redacted: it is what the missing words are answered for with.
  if act like 'log.redaction.%' or act in ('log.payload-redacted', 'log.payload-redaction-asked') then
    raise exception 'the record of a redaction is not redacted' using errcode = '42501';
  end if;
  delete from payload p where p.event_id = target and p.at_db = moment;
  if not found then
    return false;
  end if;
  insert into redaction (target_id, target_at_db, event_id, asked_id) values (target, moment, redaction, asked);
  return true;
end $$;

-- Two persons: one whose asking is committed and names this event, another whose decision commits with the deletion.
create function audit.require_redaction() returns trigger
language plpgsql security definer set search_path = pg_catalog, audit as $$
begin
  if not exists (
    select from event e join event a on a.id = e.intent_id
    where e.id = new.event_id and e.tx = new.tx and e.action = 'log.payload-redacted' and e.outcome = 'Ok'
      and e.parent_id = new.target_id and e.intent_id = new.asked_id
      and a.action = 'log.payload-redaction-asked' and a.outcome = 'Ok' and a.parent_id = new.target_id
      and a.tx < new.tx and a.actor_id <> e.actor_id)
  then
    raise exception 'a payload is not taken away without the event that says so, asked by another person' using errcode = '23000';
  end if;
  return null;
end $$;
create constraint trigger redaction_requires_event after insert on audit.redaction
  deferrable initially deferred for each row execute function audit.require_redaction();
alter table audit.redaction enable always trigger redaction_requires_event;

revoke all on function audit.redact_payload(uuid, uuid, uuid), audit.require_redaction() from public;
grant usage, create on schema audit to post_redactor;
alter function audit.redact_payload(uuid, uuid, uuid) owner to post_redactor;
alter function audit.require_redaction() owner to post_redactor;
revoke create on schema audit from post_redactor;
grant select (id, at_db, tx, action, outcome, actor_id, parent_id, intent_id) on audit.event to post_redactor;
grant select (event_id, at_db), delete on audit.payload to post_redactor;
grant insert on audit.redaction to post_redactor;
grant execute on function audit.redact_payload(uuid, uuid, uuid) to post_app;
