-- Why: modules tell each other what happened through one outbox; personal data is read for a stated purpose only (8.07(5)(a)).

create schema kernel;

create table kernel.outbox (
  seq bigint generated always as identity primary key,
  id uuid not null,
  type text not null,
  body jsonb not null,
  happened_at timestamptz not null,
  delivered_at timestamptz
);
create unique index ux_outbox_id on kernel.outbox (id);
create index ix_outbox_waiting on kernel.outbox (seq) where delivered_at is null;

create table kernel.inbox (
  event_id uuid not null,
  subscription text not null,
  done_at timestamptz not null,
  primary key (event_id, subscription)
);

create table kernel.failed_delivery (
  event_id uuid not null,
  subscription text not null,
  attempts integer not null,
  reason text not null,
  next_try_at timestamptz,
  primary key (event_id, subscription)
);
comment on column kernel.failed_delivery.next_try_at is 'Null: no further try, a person must look.';

create table kernel.purpose (
  code text not null,
  label text not null,
  clause text not null,
  roles text[] not null,
  valid_minutes integer not null check (valid_minutes > 0),
  standing boolean not null,
  valid_from date not null,
  valid_to date,
  primary key (code, valid_from)
);
comment on table kernel.purpose is 'Why personal data may be read, tied to the text that gives the reason. Dated: a change is a new row.';

insert into kernel.purpose (code, label, clause, roles, valid_minutes, standing, valid_from) values
  ('certification', 'Certification of officers', '8.05(1)', '{CertStaff,ExecutiveDirector,Commissioner,Chair}', 60, false, '2023-09-01'),
  ('recertification', 'Recertification cohort', '8.05(1)(b)', '{CertStaff,ExecutiveDirector}', 60, false, '2023-09-01'),
  ('complaint-intake', 'Complaint intake', '8.05(2)(a)', '{StdStaff,ExecutiveDirector}', 60, false, '2023-09-01'),
  ('investigation', 'Investigation of a complaint', '8.05(2)', '{StdStaff,Counsel,ExecutiveDirector}', 60, false, '2023-09-01'),
  ('hearing', 'Hearing or decision', '8.06(3)(a)9', '{Counsel,ExecutiveDirector,Chair,Commissioner}', 60, false, '2023-09-01'),
  ('agency-audit', 'Audit of an agency or officer', '12.08(1)', '{AuditLead,AuditStaff,ExternalAuditor}', 60, false, '2023-09-01'),
  ('records-request', 'Records request', '8.02(1)(c)', '{RecordsAccessOfficer,Counsel}', 60, false, '2023-09-01'),
  ('data-objection', 'Objection concerning data', '8.08(2)', '{ExecutiveDirector,Chair,Counsel}', 60, false, '2023-09-01'),
  ('privilege-review', 'Privilege review', '8.09(1)(a)', '{Counsel}', 60, false, '2023-09-01'),
  ('legal-process', 'Compulsory legal process', '8.10(1)', '{Counsel,RecordsAccessOfficer}', 60, false, '2023-09-01'),
  ('publication', 'Publication and data quality', '8.06(3)', '{CertStaff,StdStaff,RecordsAccessOfficer,ExecutiveDirector}', 60, false, '2023-09-01'),
  ('access-review', 'Review of access', '8.07(5)', '{ComplianceOfficer}', 60, false, '2023-09-01'),
  ('system-operation', 'Operation of the system', '8.07(4)', '{System}', 60, true, '2023-09-01');

grant usage on schema kernel to post_app;
grant select, insert, update on kernel.outbox to post_app;
grant select, insert on kernel.inbox to post_app;
grant select, insert, update, delete on kernel.failed_delivery to post_app;
grant select on kernel.purpose to post_app;
