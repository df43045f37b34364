-- Why: each decision to show or withhold is kept with its clauses and versions, so that anybody can ask why (8.06(4), (6)).

create schema public_database;

create table public_database.publication_decision (
  id uuid not null,
  person_id uuid not null,
  item_key text not null,
  form text not null,
  channel text not null,
  result text not null,
  rows text[] not null,
  clauses text[] not null,
  notations text[] not null,
  failure text,
  edition_id uuid not null,
  guideline_version_ids uuid[] not null,
  valid_until date,
  evaluated_at timestamptz not null,
  superseded_at timestamptz,
  constraint pk_publication_decision primary key (id)
);
create unique index ux_publication_decision_current on public_database.publication_decision (person_id, item_key)
  where superseded_at is null;
create index ix_publication_decision_person on public_database.publication_decision (person_id, evaluated_at);
comment on table public_database.publication_decision is
  'Append-only but for superseded_at; a new row only when the decision, its grounds or its versions change.';

create table public_database.published_name (
  person_id uuid not null,
  first_name text not null,
  surname text not null,
  suffix text not null,
  first_published_at timestamptz not null,
  constraint pk_published_name primary key (person_id, first_name, surname, suffix)
);
comment on table public_database.published_name is
  'Names under which a person was once published; only these may be shown as former ones. No suffix is the empty text.';

grant usage on schema public_database to post_app;
grant select, insert on public_database.publication_decision, public_database.published_name to post_app;
grant update (superseded_at) on public_database.publication_decision to post_app;
