-- Why: a file of a million rows is joined in the transaction that brings it in, before PostgreSQL would look at the tables by itself.

create function kernel.take_statistics(tables regclass[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  one regclass;
begin
  foreach one in array tables loop
    execute format('analyze %s', one);
  end loop;
end
$$;
comment on function kernel.take_statistics is
  'Takes the statistics that plans rest on, also of rows of the own transaction. Only an owner may analyze a table, and the application owns none.';
revoke all on function kernel.take_statistics(regclass[]) from public;
grant execute on function kernel.take_statistics(regclass[]) to post_app;
