-- Why: looks at personal data are watched, questioned and answered for, week by week (8.07(5)), and shown to their subject (c. 66A).

create table access_review.action (
  code text not null,
  words text not null check (words <> ''),
  kind text not null check (kind in ('Open', 'List', 'Export', 'Change', 'Session', 'System')),
  reach text not null check (reach in ('Inside', 'File', 'Outside')),
  told boolean not null,
  constraint pk_action primary key (code)
);
comment on table access_review.action is 'What each act of the log is called. Reach: nothing left; a file was made; somebody outside was told.';
comment on column access_review.action.told is 'Whether the person it was about is shown it; a review that told of itself would be none.';

create table access_review.unit (
  role text not null,
  words text not null check (words <> ''),
  constraint pk_unit primary key (role)
);
comment on table access_review.unit is 'The part of the Commission that a role works for, as a person outside is told it.';

create table access_review.held_purpose (
  purpose text not null,
  valid_from date not null,
  valid_to date,
  source text not null check (source <> ''),
  constraint pk_held_purpose primary key (purpose, valid_from)
);
comment on table access_review.held_purpose is 'Confidential purposes: the subject is not shown looks under them until the matter is released.';

create table access_review.held_release (
  id uuid not null,
  matter text not null check (matter <> ''),
  authority text not null check (authority <> ''),
  released_by uuid,
  released_by_name text not null,
  released_at timestamptz not null,
  constraint pk_held_release primary key (id)
);
create unique index ux_held_release_matter on access_review.held_release (matter);

create table access_review.misuse_rule (
  code text not null,
  valid_from date not null,
  valid_to date,
  label text not null check (label <> ''),
  meaning text not null check (meaning <> ''),
  numbers jsonb not null,
  purposes text[] not null,
  clause text not null,
  source text not null check (source <> ''),
  constraint pk_misuse_rule primary key (code, valid_from)
);
comment on table access_review.misuse_rule is 'Start values of each rule, dated. A rule without a row in force does not run.';
comment on column access_review.misuse_rule.purposes is 'Purposes that need a matter, for the rules that ask for one; empty where a rule does not ask.';

create table access_review.watched_person (
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('Canary', 'Flagged')),
  reason text not null check (reason <> ''),
  placed_at timestamptz not null,
  placed_by_name text not null,
  ended_at timestamptz,
  constraint pk_watched_person primary key (id)
);
create unique index ux_watched_person_in_force on access_review.watched_person (person_id, kind) where ended_at is null;
comment on table access_review.watched_person is 'Planted records that nobody has business with, and records every look at which is reviewed.';

create table access_review.watch_cursor (
  name text not null,
  tx bigint not null,
  event_id uuid not null,
  moved_at timestamptz not null,
  constraint pk_watch_cursor primary key (name)
);
comment on table access_review.watch_cursor is 'How far the log has been followed, in the order of commits; it moves in the transaction of what was found.';

create table access_review.actor_trace (
  actor_id uuid not null,
  name text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  last_export_at timestamptz,
  places text[] not null,
  constraint pk_actor_trace primary key (actor_id)
);

create table access_review.actor_day (
  actor_id uuid not null,
  day date not null,
  roles text[] not null,
  looks integer not null,
  subjects integer not null,
  constraint pk_actor_day primary key (actor_id, day)
);
create index ix_actor_day_day on access_review.actor_day (day);
comment on table access_review.actor_day is 'How many looks and different persons each account had on a day: what is usual for it and for its peers.';

create table access_review.alert (
  id uuid not null,
  number bigint generated always as identity,
  source text not null check (source in ('Rule', 'Sample', 'BreakGlass', 'LargeExport', 'Flagged', 'Concern')),
  rule_code text,
  key text not null check (key <> ''),
  desk text not null check (desk in ('Compliance', 'ExecutiveDirector')),
  actor_id uuid,
  actor_name text not null,
  actor_roles text[] not null,
  subject_ids uuid[] not null,
  event_ids uuid[] not null,
  events_from timestamptz not null,
  events_to timestamptz not null,
  facts text not null check (facts <> ''),
  happened_at timestamptz not null,
  raised_at timestamptz not null,
  state text not null check (state in ('New', 'Asked', 'Answered', 'Explained', 'Unexplained', 'Closed', 'Referred')),
  assignee_id uuid,
  assignee_name text,
  concluded_by uuid,
  substantiated boolean,
  deadline_id uuid,
  due_on date,
  closed_at timestamptz,
  constraint pk_alert primary key (id),
  constraint ck_alert_rule check ((source = 'Rule') = (rule_code is not null)),
  constraint ck_alert_closed check ((state in ('Closed', 'Referred')) = (closed_at is not null))
);
create unique index ux_alert_key on access_review.alert (key);
create unique index ux_alert_number on access_review.alert (number);
create index ix_alert_open on access_review.alert (desk, id) where closed_at is null;
create index ix_alert_asked on access_review.alert (actor_id) where state = 'Asked';
create index ix_alert_raised on access_review.alert (raised_at);
comment on column access_review.alert.key is 'The same finding makes the same key: followed twice, it is raised once.';
comment on column access_review.alert.events_from is 'Between these the events stand in the log (its own clock), so that only their months are looked at.';

create table access_review.alert_step (
  id uuid not null,
  alert_id uuid not null,
  kind text not null check (kind in ('Assigned', 'Asked', 'Answered', 'Explained', 'Unexplained', 'Closed', 'Referred')),
  by_account uuid,
  by_name text not null,
  at timestamptz not null,
  words text not null,
  constraint pk_alert_step primary key (id),
  constraint fk_alert_step_alert_alert_id foreign key (alert_id) references access_review.alert (id)
);
create index ix_alert_step_alert on access_review.alert_step (alert_id, id);

create table access_review.supervision (
  id uuid not null,
  account_id uuid not null,
  supervisor_id uuid not null,
  recorded_at timestamptz not null,
  recorded_by_name text not null,
  ended_at timestamptz,
  constraint pk_supervision primary key (id),
  constraint ck_supervision_two check (account_id <> supervisor_id)
);
create unique index ux_supervision_in_force on access_review.supervision (account_id) where ended_at is null;
comment on table access_review.supervision is 'Who answers to whom: nobody reviews the looks of the person they answer to.';

create table access_review.sign_off (
  id uuid not null,
  week_from date not null,
  week_to date not null,
  looks bigint not null,
  actors integer not null,
  raised integer not null,
  closed integer not null,
  open integer not null,
  oldest_open_at timestamptz,
  substantiated integer not null,
  hits jsonb not null,
  checkpoint text,
  words text not null,
  signed_by uuid not null,
  signed_by_name text not null,
  signed_at timestamptz not null,
  constraint pk_sign_off primary key (id)
);
create unique index ux_sign_off_week on access_review.sign_off (week_from);
comment on column access_review.sign_off.checkpoint is 'The latest signed statement over the log, as it stood at the sign-off; null while nothing is sealed.';

grant select on access_review.action, access_review.unit, access_review.held_purpose, access_review.misuse_rule to post_app;
grant select, insert on access_review.held_release, access_review.alert_step, access_review.sign_off to post_app;
grant select, insert, update (ended_at) on access_review.watched_person, access_review.supervision to post_app;
grant select, insert, update (tx, event_id, moved_at) on access_review.watch_cursor to post_app;
grant select, insert, update (name, last_seen_at, last_export_at, places) on access_review.actor_trace to post_app;
grant select, insert, update (roles, looks, subjects) on access_review.actor_day to post_app;
grant select, insert on access_review.alert to post_app;
grant update (state, assignee_id, assignee_name, concluded_by, substantiated, deadline_id, due_on, closed_at) on access_review.alert to post_app;
