-- Why: a file, or several, may say something of one officer many times; whoever is due is looked at once, after all of it.

create table public_database.publication_due (
  person_id uuid not null,
  noted_at timestamptz not null,
  constraint pk_publication_due primary key (person_id)
);
comment on table public_database.publication_due is 'Officers about whom something changed since they were last decided upon.';

-- A list of what is still to do: what has been done leaves it.
grant select, insert, delete on public_database.publication_due to post_app;
