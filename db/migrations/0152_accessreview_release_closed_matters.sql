-- Why: what a confidential matter held back from its subjects is released when it closes, unless somebody says why not and until when.

create table access_review.held_stay (
  id uuid not null,
  matter text not null check (matter <> ''),
  reason text not null check (reason <> ''),
  stays_until date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  constraint pk_held_stay primary key (id)
);
create unique index ux_held_stay_matter on access_review.held_stay (matter);
create index ix_held_stay_until on access_review.held_stay (stays_until);
comment on table access_review.held_stay is 'That looks of a closed matter stay held up to and including a legal date, and why; after it they are released.';

insert into access_review.access_rule (code, value, unit, valid_from, source) values
  ('held-after-close', 365, 'days', '2023-09-01', 'Setting of the product for c. 66A, § 2: how long looks of a closed matter may stay held');

insert into access_review.action (code, words, kind, reach, told) values
  ('held-entries.released.closed', 'Released looks of a matter that was closed', 'System', 'Inside', false),
  ('held-entries.released.due', 'Released looks of matters that had stayed held long enough', 'System', 'Inside', false);

grant select, insert on access_review.held_stay to post_app;
select audit.guard('access_review.held_stay');
