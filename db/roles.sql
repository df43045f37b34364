-- Why: migrations grant to these roles, so they exist before the first one. A superuser runs this once a cluster.

do $$
declare
  login text;
begin
  if not exists (select from pg_roles where rolname = 'post_owner') then
    create role post_owner nologin;
  end if;

  foreach login in array array['post_migrator', 'post_app', 'post_publisher', 'post_public'] loop
    if not exists (select from pg_roles where rolname = login) then
      execute format('create role %I login', login);
    end if;
  end loop;
end
$$;

grant post_owner to post_migrator;

alter role post_public set default_transaction_read_only = on;
