-- Why: some acts need a recorded vote of the Commissioners (8.03(2), 12.12(2)); quorum and threshold are dated data, never code.

create table commission.seat (
  number integer not null,
  appointing_authority text not null,
  qualification text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  constraint pk_seat primary key (number)
);

create table commission.commissioner_term (
  id uuid not null,
  term_id uuid not null,
  commissioner_id uuid not null,
  name text not null,
  account_id uuid,
  seat_number integer not null,
  begins_on date not null,
  ends_on date check (ends_on >= begins_on),
  instrument text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_commissioner_term primary key (id),
  constraint fk_commissioner_term_seat_seat_number foreign key (seat_number) references commission.seat (number)
);
create unique index ux_commissioner_term_present on commission.commissioner_term (term_id) where superseded_at is null;
create index ix_commissioner_term_seat on commission.commissioner_term (seat_number);
comment on table commission.commissioner_term is
  'begins_on, ends_on: the days of the term, both included. recorded_at, superseded_at: when the Commission took it so.';

create table commission.vote_kind (
  code text not null,
  label text not null,
  clause text not null,
  subject text not null,
  constraint pk_vote_kind primary key (code)
);

create table commission.voting_rule (
  id uuid not null,
  vote_kind_code text,
  effective_from date not null,
  quorum_of text not null check (quorum_of in ('Count', 'Seats', 'InOffice')),
  quorum_numerator integer not null check (quorum_numerator > 0),
  quorum_denominator integer not null check (quorum_denominator > 0),
  quorum_more_than boolean not null,
  votes_of text not null check (votes_of in ('Count', 'Seats', 'InOffice', 'Present', 'Cast')),
  votes_numerator integer not null check (votes_numerator > 0),
  votes_denominator integer not null check (votes_denominator > 0),
  votes_more_than boolean not null,
  recused_count_for_quorum boolean not null,
  source text not null,
  confirmed_by text,
  constraint pk_voting_rule primary key (id),
  constraint fk_voting_rule_vote_kind_vote_kind_code foreign key (vote_kind_code) references commission.vote_kind (code)
);
create unique index ux_voting_rule_effective on commission.voting_rule (vote_kind_code, effective_from) nulls not distinct;
comment on table commission.voting_rule is
  'A rule without a kind is for every kind that has none of its own. It changes with the law, that is by a script (8.03(2)).';
comment on column commission.voting_rule.confirmed_by is 'Who compared the rule with the statute; null until counsel has.';

create table commission.meeting (
  id uuid not null,
  meeting_id uuid not null,
  held_on date not null,
  kind text not null check (kind in ('Regular', 'Special', 'Emergency')),
  title text not null,
  minutes_reference text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_meeting primary key (id)
);
create unique index ux_meeting_present on commission.meeting (meeting_id) where superseded_at is null;
create index ix_meeting_held on commission.meeting (held_on, meeting_id) where superseded_at is null;

create table commission.vote (
  id uuid not null,
  vote_id uuid not null,
  meeting_id uuid not null,
  kind_code text not null,
  motion text not null check (motion <> ''),
  subjects text[] not null check (cardinality(subjects) > 0),
  effective_on date not null,
  rescinds_vote_id uuid,
  minutes_reference text,
  voting_rule_id uuid not null,
  in_office integer not null,
  present integer not null,
  quorum_needed integer not null,
  ayes integer not null,
  nays integer not null,
  abstained integer not null,
  recused integer not null,
  absent integer not null,
  votes_needed integer not null,
  outcome text not null check (outcome in ('Carried', 'Failed', 'NoQuorum')),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_vote primary key (id),
  constraint fk_vote_vote_kind_kind_code foreign key (kind_code) references commission.vote_kind (code),
  constraint fk_vote_voting_rule_voting_rule_id foreign key (voting_rule_id) references commission.voting_rule (id),
  constraint ck_vote_counted check (ayes + nays + abstained + recused + absent = in_office),
  -- The last wall: no row can say carried below its threshold (8.03(2)).
  constraint ck_vote_carried check (outcome <> 'Carried' or (ayes >= votes_needed and present >= quorum_needed and votes_needed > 0))
);
create unique index ux_vote_present on commission.vote (vote_id) where superseded_at is null;
create index ix_vote_meeting on commission.vote (meeting_id);
create index ix_vote_kind on commission.vote (kind_code);
create index ix_vote_rule on commission.vote (voting_rule_id);
create index ix_vote_subjects on commission.vote using gin (subjects);
create index ix_vote_rescinds on commission.vote (rescinds_vote_id) where rescinds_vote_id is not null;

create table commission.ballot (
  vote_row_id uuid not null,
  commissioner_id uuid not null,
  name text not null,
  seat_number integer not null,
  choice text not null check (choice in ('Yes', 'No', 'Abstain', 'Recused', 'Absent')),
  reason text,
  constraint pk_ballot primary key (vote_row_id, commissioner_id),
  constraint fk_ballot_vote_vote_row_id foreign key (vote_row_id) references commission.vote (id),
  constraint ck_ballot_recused check (choice <> 'Recused' or coalesce(reason, '') <> '')
);

insert into commission.seat (number, appointing_authority, qualification, valid_from, source)
select number, authority, qualification, date '2021-07-01', 'M.G.L. c. 6E, § 2(a)'
from (values
  (1, 'Governor', 'Chief of police'),
  (2, 'Governor', 'Retired justice of the Superior Court'),
  (3, 'Governor', 'Social worker'),
  (4, 'Attorney General', 'Officer below sergeant, labor representative'),
  (5, 'Attorney General', 'Officer from an association of minority officers'),
  (6, 'Attorney General', 'Attorney'),
  (7, 'Governor and Attorney General', 'From a list of the Commission Against Discrimination'),
  (8, 'Governor and Attorney General', 'Appointed jointly'),
  (9, 'Governor and Attorney General', 'Appointed jointly')
) as seed (number, authority, qualification);

insert into commission.vote_kind (code, label, clause, subject) values
  ('guideline-adoption', 'Adopt a guideline', '8.06(6)(a)', 'A proposed guideline, by its number and revision'),
  ('guideline-retirement', 'Retire a guideline', '8.06(6)(a)', 'A version of a guideline'),
  ('database-establishment', 'Establish a database', '8.05(1), 8.05(2), 8.06(1)', 'A system of the register'),
  ('keep-back', 'Keep complaint or disciplinary information back', '8.06(4)(b)12', 'The information kept back'),
  ('resolution-unwarranted', 'Find a resolution unwarranted', '8.06(4)(b)1.i', 'The matter that was resolved so'),
  ('privilege-waiver', 'Waive a privilege of the Commission', '8.09(1)(a)', 'Each document'),
  ('enforcement', 'Assess, fine, penalise or sanction', '12.12(2)', 'The respondent and the ground'),
  ('other', 'Another motion', '8.03(2)', 'What the motion is about');

-- The statute was not at hand: five present and five in favor is the working assumption, marked unconfirmed until counsel has
-- compared it. A recused member is not counted as present for the matter, which can only make a vote harder to carry.
insert into commission.voting_rule
  (id, effective_from, quorum_of, quorum_numerator, quorum_denominator, quorum_more_than,
   votes_of, votes_numerator, votes_denominator, votes_more_than, recused_count_for_quorum, source)
values
  ('c0510000-0000-7000-8002-000000000001', '2021-07-01', 'Count', 5, 1, false, 'Count', 5, 1, false, false,
   'M.G.L. c. 6E, § 2(e)');

-- No update but of the instant at which a row was superseded: what was recorded stays as it was recorded.
grant select on commission.seat, commission.vote_kind, commission.voting_rule to post_app;
grant select, insert on commission.commissioner_term, commission.meeting, commission.vote, commission.ballot to post_app;
grant update (superseded_at) on commission.commissioner_term, commission.meeting, commission.vote to post_app;
