-- Why: PostgreSQL lets everybody connect and make temporary tables; here each role is named.
-- A superuser runs this once a database, connected to it.

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to post_migrator, post_public, post_reviewer, post_sealer, post_verifier',
    current_database());
  execute format('grant connect, temporary on database %I to post_app, post_publisher', current_database());
end
$$;

revoke create on schema public from public;
