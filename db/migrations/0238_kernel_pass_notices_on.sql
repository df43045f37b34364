-- Why: policies and other notices that concern members of an agency are passed on to them, and to whom, when and how is on record, or that nobody else is concerned (12.06(2)(e), 12.09(1)(a)4.a).

alter table kernel.notice_kind add column passed_on boolean not null default true;
comment on column kernel.notice_kind.passed_on is
  'Whether an agency is asked to whom it passed such a notice on. False for what concerns the work of whoever acts for it and nobody else.';
update kernel.notice_kind set passed_on = false where key in
  ('portal-invitation', 'agency-report-returned', 'import-rows-returned', 'recertification-missing', 'officer-statements-wait', 'notices-unseen');

create table kernel.pass_on_means (
  code text not null,
  label text not null,
  place integer not null,
  described boolean not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  constraint pk_pass_on_means primary key (code)
);
comment on table kernel.pass_on_means is 'How a notice reached members of an agency; described: in what other way is asked for.';
insert into kernel.pass_on_means (code, label, place, described, valid_from, source) values
  ('Mail', 'Electronic mail', 1, false, '2023-09-01', '555 CMR 12.06(2)(e); product default, the text names no means'),
  ('RollCall', 'Read at roll call', 2, false, '2023-09-01', '555 CMR 12.06(2)(e); product default, the text names no means'),
  ('Handed', 'Handed over', 3, false, '2023-09-01', '555 CMR 12.06(2)(e); product default, the text names no means'),
  ('Training', 'Taken up in training', 4, false, '2023-09-01', '555 CMR 12.06(2)(e); product default, the text names no means'),
  ('Posted', 'Posted where members read it', 5, false, '2023-09-01', '555 CMR 12.06(2)(e); product default, the text names no means'),
  ('Other', 'In another way', 9, true, '2023-09-01', '555 CMR 12.06(2)(e); product default, the text names no means');
grant select on kernel.pass_on_means to post_app;

create table kernel.notice_pass_on (
  id uuid not null,
  number bigint generated always as identity,
  notice_id uuid not null,
  answer text not null check (answer in ('PassedOn', 'NobodyElse')),
  person_ids uuid[] not null,
  others text,
  means_code text,
  means_words text,
  passed_on date,
  told_at timestamptz not null,
  told_by uuid,
  told_by_name text not null,
  constraint pk_notice_pass_on primary key (id),
  constraint fk_notice_pass_on_notice foreign key (notice_id) references kernel.notice (id),
  constraint fk_notice_pass_on_means foreign key (means_code) references kernel.pass_on_means (code),
  constraint ck_notice_pass_on_answer check (
    case answer
      when 'PassedOn' then (person_ids <> '{}' or others is not null) and means_code is not null and passed_on is not null
      else person_ids = '{}' and others is null and means_code is null and means_words is null and passed_on is null
    end)
);
create index ix_notice_pass_on_notice on kernel.notice_pass_on (notice_id);
comment on column kernel.notice_pass_on.number is 'The order in which it was told.';
comment on table kernel.notice_pass_on is
  'To whom, when and how an agency passed a notice on, or that it concerns no other member; every word stays, and a later one stands beside it.';
comment on column kernel.notice_pass_on.others is 'Members who are no officers of the record, by name or by group.';
grant select, insert on kernel.notice_pass_on to post_app;
select audit.guard('kernel.notice_pass_on');

-- Superseded from the start: 12.06 counts no days, so none are counted until the Commission sets a number. This row only says of what.
insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by, superseded_at) values
  ('c0510000-0000-7000-8012-000000000238', 'notice-pass-on', 1, 'Agency passes a notice on', 'Setting', 0, 'BusinessDay', 'After', 'None',
   'Event', false, 0, 'massachusetts', '555 CMR 12.06(2)(e)', 'Not set: the text gives no number', '2024-11-08',
   'The text gives no number', '2023-09-01 04:00:00+00', 'Schema script', '2023-09-01 04:00:00+00');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.notices.passed-on', 'Told to whom notices to the own agency were passed on', 'Change', 'Inside', true);
