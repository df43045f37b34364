-- Why: closed months of the log lie outside the database too, and which of them, with what digest, is on record (8.07(5)).

create table kernel.log_archive (
  month date not null,
  events bigint not null,
  first bigint not null,
  "end" bigint not null,
  root bytea not null,
  digest bytea not null,
  folder text not null,
  witnessed boolean not null,
  archived_at timestamptz not null,
  checked_at timestamptz,
  damage text,
  constraint pk_log_archive primary key (month)
);
comment on column kernel.log_archive.digest is 'SHA-256 of SHA256SUMS in the folder: with it the folder can be checked without anything else.';
grant select, insert, update (checked_at, damage) on kernel.log_archive to post_app;
select audit.guard('kernel.log_archive');

insert into access_review.action (code, words, kind, reach, told) values
  ('log.archived', 'Archived a month of the log', 'System', 'File', false),
  ('log.archives.checked', 'Checked that archives of the log are unaltered', 'System', 'Inside', false);
