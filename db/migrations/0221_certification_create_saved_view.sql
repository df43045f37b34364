-- Why: a filter that somebody needs each week is kept under a name, for oneself or for the division; it opens nothing that its reader may not open.

create table certification.saved_view (
  id uuid not null,
  list text not null check (list in ('Applications', 'Conditions', 'RoundOfficers', 'Reports')),
  address text not null check (address like '/staff/certification/%'),
  name text not null check (name <> ''),
  shared boolean not null,
  owner_id uuid not null,
  owner_name text not null,
  saved_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  removed_by_name text,
  constraint pk_saved_view primary key (id),
  constraint ck_saved_view_removed check ((removed_at is null) = (removed_by_name is null))
);
create unique index ux_saved_view_name on certification.saved_view (owner_id, name) where removed_at is null;
create index ix_saved_view_shared on certification.saved_view (name, id) where shared and removed_at is null;
comment on table certification.saved_view is
  'Where to look, by codes and ids of a list''s filter: no free text, no person. The list itself asks what its reader may see.';

grant select, insert on certification.saved_view to post_app;
grant update (name, shared, changed_at, removed_at, removed_by_name) on certification.saved_view to post_app;
select audit.guard('certification.saved_view');

insert into certification.intake_rule (code, value, meaning, source, valid_from) values
  ('list-export-rows', 50000, 'A list that staff take as a file has at most this many rows.', 'Product default', '2021-07-01');

insert into access_review.action (code, words, kind, reach, told) values
  ('certification-views.listed', 'Listed saved views', 'List', 'Inside', true),
  ('certification-view.saved', 'Saved a view of a list', 'Change', 'Inside', true),
  ('certification-view.renamed', 'Renamed or shared a saved view', 'Change', 'Inside', true),
  ('certification-view.removed', 'Removed a saved view', 'Change', 'Inside', true),
  ('certification-applications.exported', 'Took applications for certification as a file', 'Export', 'File', true),
  ('recertification-officers.exported', 'Took officers of a round of recertification as a file', 'Export', 'File', true),
  ('agency-reports.exported', 'Took reports of agencies as a file', 'Export', 'File', true);
