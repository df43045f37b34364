-- Why: many officers are decided in one act that can stop and go on, each by the rules and with the row, event and notice of a single decision (555 CMR 7.03, 7.07).

create table certification.decision_batch (
  id uuid not null,
  round_id uuid not null,
  kind text not null check (kind in ('Decide', 'EndOfTerm')),
  agency_id uuid,
  reasons text not null check (reasons <> ''),
  state text not null check (state in ('Running', 'Stopped', 'Ended')),
  root_event uuid not null,
  started_at timestamptz not null,
  started_by uuid,
  started_by_name text not null,
  changed_at timestamptz not null,
  constraint pk_decision_batch primary key (id),
  constraint fk_decision_batch_recertification_round_round_id
    foreign key (round_id) references certification.recertification_round (id)
);
create index ix_decision_batch_round on certification.decision_batch (round_id, started_at);
create index ix_decision_batch_running on certification.decision_batch (id) where state = 'Running';
comment on table certification.decision_batch is
  'One act on many applications: what a person decided about them together, or the terms that ended in one night. Each decision is a row of its own.';

create table certification.decision_batch_item (
  batch_id uuid not null,
  person_id uuid not null,
  place integer not null,
  application_id uuid,
  agency_id uuid,
  decision text not null,
  effective_on date not null,
  expires_on date,
  term_ended_on date,
  state text not null check (state in ('Waiting', 'Decided', 'Refused', 'Left')),
  note text,
  decision_id uuid,
  done_at timestamptz,
  constraint pk_decision_batch_item primary key (batch_id, person_id),
  constraint ck_decision_batch_item_done check ((state = 'Waiting') = (done_at is null)),
  constraint ck_decision_batch_item_why check (state not in ('Refused', 'Left') or coalesce(note, '') <> ''),
  constraint fk_decision_batch_item_decision_batch_batch_id foreign key (batch_id) references certification.decision_batch (id)
);
create unique index ux_decision_batch_item_waiting on certification.decision_batch_item (person_id) where state = 'Waiting';
create unique index ux_decision_batch_item_term on certification.decision_batch_item (person_id, term_ended_on, decision)
  where term_ended_on is not null;
create index ix_decision_batch_item_next on certification.decision_batch_item (batch_id, place) where state = 'Waiting';
comment on index certification.ux_decision_batch_item_term is 'The end of one term of one officer is acted on once, whatever dies and however often the night runs.';
comment on column certification.decision_batch_item.note is 'Why the rules refused it, or why a person left it out.';

grant select, insert on certification.decision_batch, certification.decision_batch_item to post_app;
grant update (state, changed_at) on certification.decision_batch to post_app;
grant update (state, note, decision_id, done_at) on certification.decision_batch_item to post_app;
select audit.guard('certification.decision_batch');
select audit.guard('certification.decision_batch_item');

insert into access_review.action (code, words, kind, reach, told) values
  ('recertification-decisions.previewed', 'Looked at what many applications would become', 'List', 'Inside', true),
  ('recertification-decisions.started', 'Decided many applications of a round together', 'Change', 'Inside', true),
  ('recertification-decisions.followed', 'Followed how far many decisions are', 'List', 'Inside', true),
  ('recertification-decisions.turned', 'Stopped many decisions, or let them go on', 'Change', 'Inside', true),
  ('recertification-decision.carried-out', 'Carried out one of many decisions', 'System', 'Inside', true),
  ('recertification-decisions.ended', 'Ended many decisions that were all carried out', 'System', 'Inside', true),
  ('certification-terms.ended', 'Looked which certifications of a round ended', 'System', 'Inside', true);
