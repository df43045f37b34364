-- Why: what an officer tells the Commission is kept as it was said, with its three clocks, what was attested, and what became of it (12.07(1)(b), (d)).

create sequence certification.officer_statement_number;
create table certification.officer_statement (
  id uuid not null,
  number bigint not null,
  person_id uuid not null,
  kind text not null check (
    kind in ('Address', 'AddressEnd', 'Name', 'Workplace', 'WorkStatus', 'UnitHead', 'Training', 'Petition')),
  supersedes uuid,
  occurred_on date not null,
  known_on date not null,
  channel text check (channel in ('Email', 'Postal')),
  contact text,
  address_id uuid,
  first_name text,
  surname text,
  suffix text,
  work_status_code text,
  subject text,
  head text,
  no_unit boolean not null,
  minutes integer check (minutes > 0),
  place text,
  evidence text,
  decision_id uuid,
  attested text not null,
  submitted_at timestamptz not null,
  submitted_by uuid,
  submitted_by_name text not null,
  clock_id uuid,
  due_on date,
  in_time boolean not null,
  state text not null check (state in ('Submitted', 'TakenIn', 'Returned', 'Replaced')),
  closed_at timestamptz,
  constraint pk_officer_statement primary key (id),
  constraint fk_officer_statement_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_officer_statement_officer_statement_supersedes foreign key (supersedes) references certification.officer_statement (id),
  constraint fk_officer_statement_decision_decision_id foreign key (decision_id) references certification.decision (id),
  constraint ck_officer_statement_days check (known_on >= occurred_on),
  constraint ck_officer_statement_petition check ((kind = 'Petition') = (decision_id is not null)),
  constraint ck_officer_statement_due check (in_time or due_on is not null),
  constraint ck_officer_statement_closed check ((closed_at is null) = (state = 'Submitted'))
);
create unique index ux_officer_statement_number on certification.officer_statement (number);
create unique index ux_officer_statement_supersedes on certification.officer_statement (supersedes);
create index ix_officer_statement_person on certification.officer_statement (person_id, id);
create index ix_officer_statement_waiting on certification.officer_statement (in_time, submitted_at, id) where state = 'Submitted';
create index ix_officer_statement_closed on certification.officer_statement (closed_at, id) where closed_at is not null;
create unique index ux_officer_statement_petition on certification.officer_statement (decision_id)
  where kind = 'Petition' and state in ('Submitted', 'TakenIn');
comment on table certification.officer_statement is
  'What an officer told the Commission, in the officer''s own words. The application''s role writes what became of it and nothing else: a correction is a statement of its own.';
comment on column certification.officer_statement.due_on is
  'Last day by the Commission''s instruction in force on the day it was known, or of the petition; none where none was set: 12.00 itself counts no days.';
comment on column certification.officer_statement.in_time is 'False: it came after the last day. Told at submission, and it stays so whatever is set later.';
comment on column certification.officer_statement.address_id is 'The address of kernel.contact_point that reaches the officer no more.';

create table certification.officer_statement_step (
  id uuid not null,
  statement_id uuid not null,
  kind text not null check (kind in ('Submitted', 'TakenIn', 'Returned', 'Replaced')),
  taken_at timestamptz not null,
  taken_by uuid,
  taken_by_name text not null,
  note text,
  constraint pk_officer_statement_step primary key (id),
  constraint fk_officer_statement_step_officer_statement_statement_id
    foreign key (statement_id) references certification.officer_statement (id),
  constraint ck_officer_statement_step_note check (kind not in ('Returned', 'Replaced') or coalesce(note, '') <> '')
);
create index ix_officer_statement_step_statement on certification.officer_statement_step (statement_id);
comment on table certification.officer_statement_step is 'What happened to a statement, in order; added and never changed. The officer reads its note.';

grant usage on sequence certification.officer_statement_number to post_app;
grant select, insert on certification.officer_statement, certification.officer_statement_step to post_app;
grant update (state, closed_at) on certification.officer_statement to post_app;
select audit.guard('certification.officer_statement');
select audit.guard('certification.officer_statement_step');
