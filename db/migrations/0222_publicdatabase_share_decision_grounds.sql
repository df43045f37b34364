-- Why: a state has hundreds of thousands of decisions on some dozens of different grounds; each carried a copy of them, and
-- whoever looked at an officer again read every copy.

create table public_database.publication_grounds (
  id integer generated always as identity,
  says_sha256 bytea not null,
  result text not null,
  rows text[] not null,
  clauses text[] not null,
  notations text[] not null,
  failure text,
  edition_id uuid not null,
  guideline_version_ids uuid[] not null,
  constraint pk_publication_grounds primary key (id)
);
create unique index ux_publication_grounds_says on public_database.publication_grounds (says_sha256);
comment on table public_database.publication_grounds is
  'Append-only: a result with the rows, clauses, notations and versions it rests on, once for all decisions that rest on them.';
comment on column public_database.publication_grounds.says_sha256 is
  'What is said, digested, so that it stands once; of rows moved here by the migration a digest of the row as text.';

insert into public_database.publication_grounds
  (says_sha256, result, rows, clauses, notations, failure, edition_id, guideline_version_ids)
select sha256(convert_to(g::text, 'UTF8')), g.* from (
  select distinct result, rows, clauses, notations, failure, edition_id, guideline_version_ids
  from public_database.publication_decision) g;

alter table public_database.publication_decision add column grounds_id integer;
update public_database.publication_decision d set grounds_id = g.id from public_database.publication_grounds g
where (d.result, d.rows, d.clauses, d.notations, d.edition_id, d.guideline_version_ids)
    = (g.result, g.rows, g.clauses, g.notations, g.edition_id, g.guideline_version_ids)
  and d.failure is not distinct from g.failure;
alter table public_database.publication_decision
  alter column grounds_id set not null,
  drop column result, drop column rows, drop column clauses, drop column notations, drop column failure,
  drop column edition_id, drop column guideline_version_ids;
comment on column public_database.publication_decision.grounds_id is
  'Into publication_grounds, from which nothing is ever deleted; a foreign key would look at each of thousands of rows of a batch.';

grant select, insert on public_database.publication_grounds to post_app;
select audit.guard('public_database.publication_grounds');
