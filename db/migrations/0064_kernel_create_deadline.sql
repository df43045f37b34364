-- Why: a running deadline keeps what it was counted from and how, so that any later recount can be told from the first (8.07(4)).

create table kernel.deadline (
  seq bigint generated always as identity,
  id uuid not null,
  chain_id uuid not null,
  supersedes uuid,
  subject_kind text not null check (subject_kind <> ''),
  subject_id uuid not null,
  reference text not null check (reference <> ''),
  rule_code text not null,
  rule_version_id uuid not null,
  facts jsonb not null,
  outcome text not null check (outcome in ('Dated', 'NotStarted', 'StandsStill')),
  due date,
  looked_from date not null,
  looked_to date,
  explanation jsonb not null,
  state text not null check (state in ('Running', 'Met', 'Ended')),
  closed_on date,
  because text not null check (because <> ''),
  counted_at timestamptz not null,
  counted_by text not null,
  audit_event uuid not null,
  cause_event uuid,
  superseded_at timestamptz,
  constraint pk_deadline primary key (id),
  constraint fk_deadline_chain foreign key (chain_id) references kernel.deadline (id),
  constraint fk_deadline_supersedes foreign key (supersedes) references kernel.deadline (id),
  constraint ck_deadline_due check ((outcome = 'Dated') = (due is not null)),
  constraint ck_deadline_closed check ((state = 'Running') = (closed_on is null))
);
comment on table kernel.deadline is
  'One row for each time a deadline was counted; a later count supersedes the row and leaves it. The reference and every reason name no person.';
comment on column kernel.deadline.looked_from is
  'First day that the count looked at; a change of the calendar outside looked_from to looked_to cannot move the date.';
comment on column kernel.deadline.cause_event is 'The event of the outbox that asked for the recount.';

create unique index ux_deadline_present on kernel.deadline (chain_id) where superseded_at is null;
create index ix_deadline_chain on kernel.deadline (chain_id, seq);
create unique index ux_deadline_supersedes on kernel.deadline (supersedes);
create index ix_deadline_due on kernel.deadline (due, id) where superseded_at is null and state = 'Running';
create index ix_deadline_undated on kernel.deadline (id) where superseded_at is null and state = 'Running' and due is null;
create index ix_deadline_rule on kernel.deadline (rule_code, id) where superseded_at is null;
create index ix_deadline_subject on kernel.deadline (subject_kind, subject_id) where superseded_at is null;

-- What was counted is never edited: the application may supersede a row and nothing else.
grant select, insert, update (superseded_at) on kernel.deadline to post_app;
