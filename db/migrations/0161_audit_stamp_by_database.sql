-- Why: when an event was written, and in which transaction, is the database's word alone: the application must not choose it.

do $$
declare
  given text;
begin
  select string_agg(quote_ident(attname), ', ' order by attnum) into given from pg_attribute
  where attrelid = 'audit.event'::regclass and attnum > 0 and not attisdropped and attname <> 'tx';
  revoke insert on audit.event from post_app;
  execute format('grant insert (%s) on audit.event to post_app', given);
end $$;

create function audit.refuse_time() returns trigger language plpgsql as $$
begin
  raise exception 'an event is written with the database''s own time, not with %', new.at_db using errcode = '42501';
end $$;

-- The statement that writes an event reads the clock itself, and a large batch takes a moment. The condition costs no call.
create trigger event_has_its_own_time before insert on audit.event for each row
  when (session_user = 'post_app' and (new.at_db > clock_timestamp() or new.at_db < clock_timestamp() - interval '30 seconds'))
  execute function audit.refuse_time();
alter table audit.event enable always trigger event_has_its_own_time;
