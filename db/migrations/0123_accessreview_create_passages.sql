-- Why: a look the rules refuse can be opened for a while, by breaking the glass or by a second person; how long and on what terms is dated data.

create table access_review.access_rule (
  code varchar(60) not null,
  value integer not null,
  unit varchar(20) not null,
  valid_from date not null,
  valid_to date,
  source varchar(300) not null,
  constraint pk_access_rule primary key (code, valid_from),
  constraint ck_access_rule_value check (value > 0)
);
insert into access_review.access_rule (code, value, unit, valid_from, source) values
  ('acknowledgment', 12, 'months', '2023-09-01', 'Setting of the product for 8.07(5): yearly'),
  ('break-glass', 30, 'minutes', '2023-09-01', 'Setting of the product for 8.07(5)(a)'),
  ('break-glass-reason', 20, 'characters', '2023-09-01', 'Setting of the product for 8.07(5)(a)'),
  ('step-up', 10, 'minutes', '2023-09-01', 'Setting of the product for 8.07(4): how old the second proof of identity may be'),
  ('tied-look', 60, 'minutes', '2023-09-01', 'Setting of the product for 8.07(5)(a)'),
  ('tied-look-reason', 20, 'characters', '2023-09-01', 'Setting of the product for 8.07(5)(a)');

create table access_review.tie_rule (
  kind varchar(16) not null,
  words_in_matter integer,
  approval_opens boolean not null,
  valid_from date not null,
  valid_to date,
  source varchar(300) not null,
  constraint pk_tie_rule primary key (kind, valid_from),
  constraint ck_tie_rule_kind check (kind in ('Self', 'Family', 'Agency'))
);
comment on column access_review.tie_rule.words_in_matter is
  'With so many characters of own words a look is open in an open matter of which the subject is a party; null: in no matter.';
insert into access_review.tie_rule (kind, words_in_matter, approval_opens, valid_from, source) values
  ('Self', null, true, '2023-09-01', 'Setting of the product for 8.07(5)(a)'),
  ('Family', null, true, '2023-09-01', 'Setting of the product for 8.07(5)(a)'),
  ('Agency', 20, true, '2023-09-01', 'Setting of the product for 8.07(5)(a)');

create table access_review.broken_glass (
  id uuid not null,
  account_id uuid not null,
  account_name varchar(200) not null,
  subject_id uuid not null,
  matter_id uuid,
  purpose varchar(40) not null,
  reason varchar(500) not null,
  broken_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  stepped_up_at timestamptz not null,
  deadline_id uuid not null,
  constraint pk_broken_glass primary key (id),
  constraint fk_broken_glass_matter_matter_id foreign key (matter_id) references access_review.matter (id)
);
create index ix_broken_glass_account on access_review.broken_glass (account_id, ends_at);
create index ix_broken_glass_matter on access_review.broken_glass (matter_id);

create table access_review.tied_look (
  id uuid not null,
  account_id uuid not null,
  account_name varchar(200) not null,
  subject_id uuid not null,
  tie_kind varchar(16) not null,
  purpose varchar(40) not null,
  matter varchar(40),
  reason varchar(500) not null,
  asked_at timestamptz not null,
  approved boolean,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name varchar(200),
  decision_words varchar(500),
  ends_at timestamptz,
  constraint pk_tied_look primary key (id),
  constraint ck_tied_look_decided check ((approved is null) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint ck_tied_look_two_persons check (decided_by <> account_id)
);
create index ix_tied_look_waiting on access_review.tied_look (asked_at, id) where decided_at is null;
create index ix_tied_look_account on access_review.tied_look (account_id, ends_at);

grant select on access_review.access_rule, access_review.tie_rule to post_app;
grant select, insert, update on access_review.broken_glass, access_review.tied_look to post_app;
