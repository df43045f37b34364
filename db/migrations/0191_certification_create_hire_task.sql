-- Why: nobody is employed who is decertified, and every hire is looked up in the National Decertification Index (M.G.L. c. 6E, §§ 4(d), 11, 13(b)).

create table certification.hire_bar (
  register text not null check (register in ('Status', 'Certificate')),
  code text not null,
  words text not null,
  clause text not null,
  source text not null,
  valid_from date not null,
  constraint pk_hire_bar primary key (register, code, valid_from)
);
comment on table certification.hire_bar is
  'Present statuses, and states of the last certificate, with which the report of a hire is refused at its submission.';
insert into certification.hire_bar (register, code, words, clause, source, valid_from) values
  ('Status', 'Decertified', 'decertified', 'M.G.L. c. 6E, §§ 4(d), 11', 'No agency may employ a decertified officer in any capacity', '2021-07-01'),
  ('Status', 'Suspended', 'suspended from certification', 'M.G.L. c. 6E, § 9', 'Reading: who may not serve as an officer is not hired as one; to be confirmed by Counsel', '2021-07-01'),
  ('Status', 'AdministrativelySuspended', 'administratively suspended from certification', 'M.G.L. c. 6E, § 9', 'Reading: who may not serve as an officer is not hired as one; to be confirmed by Counsel', '2021-07-01'),
  ('Certificate', 'Revoked', 'a person whose certification was revoked', 'M.G.L. c. 6E, §§ 4(d), 11', 'No agency may employ a decertified officer in any capacity', '2021-07-01'),
  ('Certificate', 'Suspended', 'a person whose certification is suspended', 'M.G.L. c. 6E, § 9', 'Reading: who may not serve as an officer is not hired as one; to be confirmed by Counsel', '2021-07-01');

create table certification.hire_task (
  id uuid not null,
  report_id uuid not null,
  kind text not null check (kind in ('IndexCheck', 'BarredHire')),
  details text not null,
  opened_at timestamptz not null,
  outcome text check (outcome in ('NotListed', 'Listed', 'NotEmployed', 'RecordWrong', 'Referred')),
  looked_on date,
  receipt text,
  note text,
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  constraint pk_hire_task primary key (id),
  constraint fk_hire_task_agency_report_report_id foreign key (report_id) references certification.agency_report (id),
  constraint ck_hire_task_closed check (
    (closed_at is null) = (outcome is null) and (closed_at is null) = (note is null) and (closed_at is null) = (looked_on is null)),
  constraint ck_hire_task_outcome check (outcome is null or (kind = 'IndexCheck') = (outcome in ('NotListed', 'Listed'))),
  constraint ck_hire_task_receipt check (kind = 'BarredHire' or outcome is null or coalesce(receipt, '') <> '')
);
create unique index ux_hire_task_kind on certification.hire_task (report_id, kind);
create index ix_hire_task_open on certification.hire_task (opened_at, id) where closed_at is null;
comment on table certification.hire_task is
  'What staff must do about a hire: look the person up in the index and keep its receipt, or follow up a hire that was refused. Nothing follows from it by itself.';

grant select on certification.hire_bar to post_app;
grant select, insert on certification.hire_task to post_app;
grant update (outcome, looked_on, receipt, note, closed_at, closed_by, closed_by_name) on certification.hire_task to post_app;
select audit.guard('certification.hire_task');
