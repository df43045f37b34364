-- Why: what a job does happens once for the time it was due, whichever host dies; what was missed is made up as its policy says.

create table kernel.job_effect (
  job text not null,
  subject text not null,
  due timestamptz not null,
  done_at timestamptz not null,
  constraint pk_job_effect primary key (job, due, subject)
);
comment on table kernel.job_effect is 'Written in the transaction of the effect itself. An empty subject stands for the run as a whole.';

insert into kernel.job_effect (job, subject, due, done_at)
select job, '', due, max(finished_at) from kernel.job_run where state = 'Succeeded' group by job, due;

create table kernel.job_plan (
  job text not null,
  planned_at timestamptz not null,
  constraint pk_job_plan primary key (job)
);
comment on table kernel.job_plan is 'Since when a job is part of the product: before that it was never due.';

create table kernel.job_policy (
  job text not null,
  valid_from date not null,
  missed text not null check (missed in ('EachDue', 'OnceNow')),
  retry_minutes integer[] not null,
  source text not null,
  constraint pk_job_policy primary key (job, valid_from)
);
comment on table kernel.job_policy is 'What becomes of due times that were missed, and how a failed run is tried again. The job * stands for all without a row. Dated: a change is a new row.';
comment on column kernel.job_policy.missed is 'EachDue: every missed due time runs, in order, with its own date. OnceNow: the last one runs, the others count as missed.';

insert into kernel.job_policy (job, valid_from, missed, retry_minutes, source) values
  ('*', '2023-09-01', 'OnceNow', '{1,5,30}', 'Requirements of 12.00, part 8.2: misfire is one run now.');

alter table kernel.job_run add column next_try_at timestamptz;
alter table kernel.job_run drop constraint job_run_state_check;
alter table kernel.job_run add constraint job_run_state_check
  check (state in ('Asked', 'Running', 'Succeeded', 'Refused', 'Failed', 'Missed'));
comment on column kernel.job_run.next_try_at is 'When a failed run is tried again by itself; null: not any more, or no longer needed.';
create index ix_job_run_retry on kernel.job_run (job, next_try_at) where next_try_at is not null;

grant select, insert on kernel.job_effect, kernel.job_plan to post_app;
grant select on kernel.job_policy to post_app;
