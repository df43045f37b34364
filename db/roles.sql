-- Why: migrations grant to these roles, so they exist before the first one. A superuser runs this once a cluster.

do $$
declare
  login text;
begin
  if not exists (select from pg_roles where rolname = 'post_owner') then
    create role post_owner nologin;
  end if;

  if not exists (select from pg_roles where rolname = 'post_redactor') then
    create role post_redactor nologin;
  end if;

  foreach login in array array['post_migrator', 'post_app', 'post_publisher', 'post_public', 'post_reviewer', 'post_sealer',
    'post_verifier'] loop
    if not exists (select from pg_roles where rolname = login) then
      execute format('create role %I login', login);
    end if;
  end loop;
end
$$;

grant post_owner to post_migrator;
-- Migrations make the one function that acts under it.
grant post_redactor to post_owner;

alter role post_public set default_transaction_read_only = on;
alter role post_reviewer set default_transaction_read_only = on;
alter role post_verifier set default_transaction_read_only = on;
