-- Why: an operator must see what each job did, when and why not; and a job runs once for each time it was due.

create table kernel.job_run (
  id uuid not null,
  job text not null,
  due timestamptz not null,
  attempt integer not null check (attempt > 0),
  state text not null check (state in ('Asked', 'Running', 'Succeeded', 'Refused', 'Failed')),
  started_at timestamptz,
  finished_at timestamptz,
  effect text,
  reason text,
  constraint pk_job_run primary key (id),
  constraint ux_job_run_attempt unique (job, due, attempt)
);
comment on table kernel.job_run is 'One row for each attempt. Asked: a person wants it tried again and no worker has taken it yet.';

create unique index ux_job_run_success on kernel.job_run (job, due) where state = 'Succeeded';
create index ix_job_run_asked on kernel.job_run (id) where state = 'Asked';

grant select, insert, update on kernel.job_run to post_app;

-- The programs refuse to start on a database that lacks a script they were built with.
grant usage on schema migration to post_app, post_publisher, post_public;
grant select on migration.applied to post_app, post_publisher, post_public;
