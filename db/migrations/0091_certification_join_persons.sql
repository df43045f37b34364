-- Why: two officer numbers may be one person and two of one name two; either is a decision that can be withdrawn, and moves no row (8.05(1)).

create table certification.person_merge (
  id uuid not null,
  person_id uuid not null,
  into_person_id uuid not null,
  reason text not null,
  authority text,
  decided_by uuid,
  decided_by_name text not null,
  recorded_at timestamptz not null,
  undone_at timestamptz,
  undone_reason text,
  undone_by uuid,
  undone_by_name text,
  constraint pk_person_merge primary key (id),
  constraint ck_person_merge_two_persons check (person_id <> into_person_id),
  constraint ck_person_merge_undone check ((undone_at is null) = (undone_reason is null) and (undone_at is null) = (undone_by_name is null)),
  constraint fk_person_merge_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_person_merge_person_into_person_id foreign key (into_person_id) references certification.person (id)
);
create unique index ux_person_merge_present on certification.person_merge (person_id) where undone_at is null;
create index ix_person_merge_person on certification.person_merge (person_id);
create index ix_person_merge_into on certification.person_merge (into_person_id);
comment on table certification.person_merge is
  'Says that two officer numbers are one person, known by into_person_id. Every fact stays with the number under which it was reported, so taking it back is exact. A number that is merged takes none in: a person is one step away.';

create table certification.person_distinction (
  id uuid not null,
  person_id uuid not null,
  other_person_id uuid not null,
  reason text not null,
  decided_by uuid,
  decided_by_name text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  withdrawn_by uuid,
  withdrawn_by_name text,
  constraint pk_person_distinction primary key (id),
  constraint ck_person_distinction_order check (person_id < other_person_id),
  constraint ck_person_distinction_withdrawn
    check ((withdrawn_at is null) = (withdrawn_reason is null) and (withdrawn_at is null) = (withdrawn_by_name is null)),
  constraint fk_person_distinction_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_person_distinction_person_other_person_id foreign key (other_person_id) references certification.person (id)
);
create unique index ux_person_distinction_present on certification.person_distinction (person_id, other_person_id)
  where withdrawn_at is null;
create index ix_person_distinction_person on certification.person_distinction (person_id);
create index ix_person_distinction_other on certification.person_distinction (other_person_id);
comment on table certification.person_distinction is 'Says that two officer numbers of one name are two persons; while it stands, nobody may merge them.';

create table certification.possible_duplicate (
  id uuid not null,
  person_id uuid not null,
  other_person_id uuid not null,
  score numeric not null,
  grounds text[] not null,
  found_at timestamptz not null,
  gone_at timestamptz,
  constraint pk_possible_duplicate primary key (id),
  constraint ck_possible_duplicate_order check (person_id < other_person_id),
  constraint fk_possible_duplicate_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_possible_duplicate_person_other_person_id foreign key (other_person_id) references certification.person (id)
);
create unique index ux_possible_duplicate_present on certification.possible_duplicate (person_id, other_person_id)
  where gone_at is null;
create index ix_possible_duplicate_queue on certification.possible_duplicate (score desc, id) where gone_at is null;
create index ix_possible_duplicate_other on certification.possible_duplicate (other_person_id) where gone_at is null;
comment on table certification.possible_duplicate is
  'Two persons of one name whom something else in the record ties together; found anew whenever either changes, and a question only.';

create table certification.duplicate_rule (
  code text not null,
  value numeric not null,
  meaning text not null,
  source text not null,
  valid_from date not null,
  constraint pk_duplicate_rule primary key (code, valid_from)
);
insert into certification.duplicate_rule (code, value, meaning, source, valid_from) values
  ('same-certificate', 5, 'Weight of one certificate number under both officer numbers.',
   'A certificate number is given to one person (M.G.L. c. 6E, § 4)', '2020-12-31'),
  ('same-agency', 3, 'Weight of service at one agency at the same time under both officer numbers.',
   'Reading of the Commission''s lists: an officer listed twice stands twice at one agency', '2020-12-31'),
  ('follow-on', 2, 'Weight of service under one number that begins soon after service under the other ended, with none at the same time.',
   'Reading of the Commission''s lists: a new number given on a transfer', '2020-12-31'),
  ('follow-on-days', 60, 'How many days after the end of the one service the other may begin.',
   'Reading of the Commission''s lists: a new number given on a transfer', '2020-12-31'),
  ('same-suffix', 1, 'Weight of one suffix, such as Jr., under both numbers.', 'A suffix tells namesakes of one family apart', '2020-12-31'),
  ('least-score', 2, 'A pair that weighs less is not offered.', 'A name alone says nothing: two Smiths are two persons until something ties them', '2020-12-31');
comment on table certification.duplicate_rule is 'What ties two numbers of one name together, and how much it weighs; the latest row of a code on the day counts.';

-- Decisions are taken back, never rewritten: the application may set these columns and no other, and delete nothing.
grant select on certification.person_merge, certification.person_distinction, certification.possible_duplicate,
  certification.duplicate_rule to post_app;
grant insert on certification.person_merge, certification.person_distinction, certification.possible_duplicate to post_app;
grant update (undone_at, undone_reason, undone_by, undone_by_name) on certification.person_merge to post_app;
grant update (withdrawn_at, withdrawn_reason, withdrawn_by, withdrawn_by_name) on certification.person_distinction to post_app;
grant update (gone_at) on certification.possible_duplicate to post_app;
