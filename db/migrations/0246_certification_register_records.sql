-- Why: an agency keeps nine records of each certification of an officer, and again of each one as a school resource officer; what it holds of them is registered by cycle (12.04(1)(b), (c)1).

create table certification.record_item (
  kind text not null,
  place integer not null,
  title text not null,
  what text not null,
  clause text not null,
  restricted text check (restricted in ('Cori', 'MedPsych', 'Fitness')),
  nil_allowed boolean not null,
  answers text[] not null,
  source text not null,
  valid_from date not null,
  constraint pk_record_item primary key (kind)
);
comment on table certification.record_item is
  'The records of a certification that an agency keeps (12.04(1)(b)); what is in them stays with the agency.';
comment on column certification.record_item.restricted is 'Class of what the record says: criminal history, medical and psychological, or fitness.';
comment on column certification.record_item.answers is 'Requirements of a standard that this record answers; the others are asked for one by one as determinations (12.04(1)(b)6).';
insert into certification.record_item (kind, place, title, what, clause, restricted, nil_allowed, answers, source, valid_from) values
  ('Background', 1, 'Background check', 'What the check brought stays in its file; here stand its day and where it is kept', '555 CMR 12.04(1)(b)1', 'Cori', false, '{background}', '555 CMR 12.04(1)(b)1', '2021-07-01'),
  ('Evaluations', 2, 'Physical and psychological evaluations', 'Results of both; no finding of a clinician belongs here', '555 CMR 12.04(1)(b)2', 'MedPsych', false, '{fitness}', '555 CMR 12.04(1)(b)2', '2021-07-01'),
  ('Interview', 3, 'Interview', 'Who held it, when, and a summary of it', '555 CMR 12.04(1)(b)3', 'Fitness', false, '{interview}', '555 CMR 12.04(1)(b)3', '2021-07-01'),
  ('Questionnaire', 4, 'Questionnaire', 'Every question with its answer, or that the person left it blank', '555 CMR 12.04(1)(b)4', null, false, '{}', '555 CMR 12.04(1)(b)4', '2021-07-01'),
  ('Character', 5, 'Character and fitness for employment', 'The determination of the head of the agency or a designee', '555 CMR 12.04(1)(b)5', 'Fitness', false, '{character}', '555 CMR 12.04(1)(b)5', '2021-07-01'),
  ('Determinations', 6, 'Other determinations', 'What was determined of each other requirement, or that nothing was', '555 CMR 12.04(1)(b)6', null, false, '{}', '555 CMR 12.04(1)(b)6', '2021-07-01'),
  ('Letters', 7, 'Letters of reference or endorsement', 'The letters that were received, if any', '555 CMR 12.04(1)(b)7', null, true, '{}', '555 CMR 12.04(1)(b)7', '2021-07-01'),
  ('Conditions', 8, 'Conditions', 'Of each condition whether it was satisfied', '555 CMR 12.04(1)(b)8', null, false, '{}', '555 CMR 12.04(1)(b)8', '2021-07-01'),
  ('Designated', 9, 'Further records that were designated', 'What statute, regulation or the Commission asks for besides', '555 CMR 12.04(1)(b)9', null, true, '{}', '555 CMR 12.04(1)(b)9', '2021-07-01');
grant select on certification.record_item to post_app;

create table certification.record_designation (
  id uuid not null,
  of_type text not null check (of_type in ('Officer', 'Sro')),
  words text not null check (words <> ''),
  source_kind text not null check (source_kind in ('Statute', 'Regulation', 'CommissionPolicy')),
  source text not null check (source <> ''),
  effective_on date not null,
  ended_on date,
  ended_because text,
  ended_by_name text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  constraint pk_record_designation primary key (id),
  constraint ck_record_designation_ended check ((ended_on is null) = (ended_because is null) and (ended_on is null) = (ended_by_name is null))
);
comment on table certification.record_designation is
  'A further record that agencies keep of a certification, from a day on, with what asks for it (12.04(1)(b)9).';
grant select, insert on certification.record_designation to post_app;
grant update (ended_on, ended_because, ended_by_name) on certification.record_designation to post_app;
select audit.guard('certification.record_designation');

create table certification.questionnaire_version (
  code text not null check (code <> ''),
  title text not null check (title <> ''),
  questions integer not null check (questions between 1 and 500),
  valid_from date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  constraint pk_questionnaire_version primary key (code)
);
comment on table certification.questionnaire_version is
  'A version of the questionnaire of applicants, by the number of its questions; another wording is another version (12.04(1)(b)4).';
grant select, insert on certification.questionnaire_version to post_app;
select audit.guard('certification.questionnaire_version');

create table certification.record_entry (
  id uuid not null,
  agency_id uuid not null,
  person_id uuid not null,
  cycle text not null check (cycle <> ''),
  kind text not null,
  about_id uuid,
  holding text not null check (holding in ('Held', 'Nil', 'Absent', 'SameRecord')),
  held_on date,
  kept_at text,
  copy text check (copy in ('Original', 'Copy', 'NotPracticable')),
  copy_reason text,
  same_cycle text,
  particulars jsonb not null,
  missing text[] not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_as text not null,
  superseded_at timestamptz,
  constraint pk_record_entry primary key (id),
  constraint ck_record_entry_same check ((holding = 'SameRecord') = (same_cycle is not null)),
  constraint ck_record_entry_copy check ((copy = 'NotPracticable') is not true or copy_reason <> ''),
  constraint fk_record_entry_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_record_entry_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_record_entry_record_item_kind foreign key (kind) references certification.record_item (kind)
);
create unique index ux_record_entry_standing on certification.record_entry (person_id, agency_id, cycle, kind, about_id) nulls not distinct
  where superseded_at is null;
comment on table certification.record_entry is
  'What an agency says that it holds of a record of one cycle; a later word supersedes the row (12.04(1)(b)).';
comment on column certification.record_entry.cycle is 'The application, or the day of the grant of a certificate that a file brought.';
comment on column certification.record_entry.about_id is 'Of conditions and designated records, which one.';
comment on column certification.record_entry.copy is 'Whether the personnel file holds the original or a copy, or why neither (12.04(1)).';
comment on column certification.record_entry.missing is 'What a record that is held lacks, in words.';
comment on column certification.record_entry.same_cycle is 'The cycle as an officer whose record is this one too (12.04(1)(c)1).';
grant select, insert on certification.record_entry to post_app;
grant update (superseded_at) on certification.record_entry to post_app;
select audit.guard('certification.record_entry');

create table certification.record_detail (
  entry_id uuid not null,
  restricted text not null check (restricted in ('Cori', 'MedPsych', 'Fitness')),
  content jsonb not null,
  constraint pk_record_detail primary key (entry_id),
  constraint fk_record_detail_record_entry_entry_id foreign key (entry_id) references certification.record_entry (id)
);
comment on table certification.record_detail is
  'What a restricted record says, apart from that it is held: read one at a time by whom the head of the agency let (8.06(4)(b)1.d-e).';
grant select, insert on certification.record_detail to post_app;
select audit.guard('certification.record_detail');

create table certification.record_access (
  id uuid not null,
  member_id uuid not null,
  classes text[] not null check (classes <@ array['Cori', 'MedPsych', 'Fitness']),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  superseded_at timestamptz,
  constraint pk_record_access primary key (id),
  constraint fk_record_access_agency_member_member_id foreign key (member_id) references certification.agency_member (id)
);
create unique index ux_record_access_member on certification.record_access (member_id) where superseded_at is null;
comment on table certification.record_access is
  'Which classes of restricted records the head of an agency lets a liaison read; an empty list lets none.';
grant select, insert on certification.record_access to post_app;
grant update (superseded_at) on certification.record_access to post_app;
select audit.guard('certification.record_access');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.records.listed', 'Listed how complete the certification records of the own officers are', 'List', 'Inside', true),
  ('own-agency.officer-records.shown', 'Opened which certification records the agency holds of an officer', 'Open', 'Inside', true),
  ('own-agency.record.entered', 'Registered a certification record that the agency holds', 'Change', 'Inside', true),
  ('own-agency.record.opened', 'Opened what a restricted record of the own agency says', 'Open', 'Inside', true),
  ('own-agency.record-access.shown', 'Opened who at the own agency may read restricted records', 'Open', 'Inside', true),
  ('own-agency.record-access.set', 'Said which restricted records a liaison may read', 'Change', 'Inside', true),
  ('record-items.shown', 'Opened what records agencies keep', 'List', 'Inside', true),
  ('record-item.designated', 'Designated a further record that agencies keep', 'Change', 'Inside', true),
  ('record-item.ended', 'Ended a further record that agencies keep', 'Change', 'Inside', true),
  ('questionnaire.issued', 'Issued a version of the questionnaire', 'Change', 'Inside', true),
  ('officer-records.shown', 'Opened which certification records agencies hold of an officer', 'Open', 'Inside', true);

insert into commission.cross_reference (regulation, clause, feature_code, subject, built, note, source, valid_from) values
  ('555 CMR 12.00', '12.04(1)(a)-(c)', 'agency-records', 'Records of service and certifications that agencies keep', 'Part',
   'What is held of a service and of each certification is registered; records of misconduct and force are not', 'Requirements of 12.00', '2024-11-08');
