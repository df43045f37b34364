-- Why: a look at oneself, one's family or one's former agency is refused or doubled (8.07(5)(a)); who is tied to whom is data.

create schema access_review;

create table access_review.tie (
  id uuid not null,
  account_id uuid not null,
  kind varchar(16) not null,
  person_id uuid,
  agency_id uuid,
  declared_at timestamptz not null,
  ended_at timestamptz,
  constraint pk_tie primary key (id)
);
create index ix_tie_account on access_review.tie (account_id) where ended_at is null;
create index ix_tie_person on access_review.tie (person_id) where ended_at is null;

comment on table access_review.tie is 'Account to person (Self, Family) or agency (Agency); ended, never deleted.';

grant usage on schema access_review to post_app;
grant select, insert, update on all tables in schema access_review to post_app;
