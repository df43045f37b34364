-- Why: a file of restricted data leaves only on a second person's approval of that very question, once, and marked (8.07(5)(b)).

create table access_review.restricted_export (
  id uuid not null,
  export varchar(60) not null,
  question text not null,
  question_words text not null,
  subject_ids uuid[] not null,
  rows integer not null,
  persons integer not null,
  account_id uuid not null,
  account_name varchar(200) not null,
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
  taken_at timestamptz,
  taken_event uuid,
  constraint pk_restricted_export primary key (id),
  constraint ck_restricted_export_decided check (
    (approved is null) = (decided_at is null) and (decided_at is null) = (decided_by is null) and (approved is true) = (ends_at is not null)),
  constraint ck_restricted_export_two_persons check (decided_by <> account_id),
  constraint ck_restricted_export_taken check (
    (taken_at is null) = (taken_event is null) and (taken_at is null or (approved is true and taken_at < ends_at)))
);
create index ix_restricted_export_waiting on access_review.restricted_export (asked_at, id) where decided_at is null;
create index ix_restricted_export_decided on access_review.restricted_export (decided_at) where decided_at is not null;
create index ix_restricted_export_account on access_review.restricted_export (account_id, id);
comment on table access_review.restricted_export is 'Who asked for which file and why, who decided how, and the event under which it was taken; kept.';

-- Said once, whoever writes: what was asked is not asked otherwise, a decision is not taken back, a file is not taken twice.
create function access_review.keep_restricted_export() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.taken_at is not null
    or (old.decided_at is not null and (new.approved, new.decided_at, new.decided_by, new.decided_by_name, new.decision_words, new.ends_at)
      is distinct from (old.approved, old.decided_at, old.decided_by, old.decided_by_name, old.decision_words, old.ends_at))
    or (old.decided_at is null and new.taken_at is not null)
  then
    raise exception 'an export is decided once and taken once' using errcode = '23000';
  end if;
  return new;
end $$;
create trigger kept_once before update on access_review.restricted_export
  for each row execute function access_review.keep_restricted_export();
revoke all on function access_review.keep_restricted_export() from public;

insert into access_review.access_rule (code, value, unit, valid_from, source) values
  ('restricted-export', 24, 'hours', '2023-09-01', 'Setting of the product for 8.07(5)(b): how long an approval may be used'),
  ('restricted-export-reason', 20, 'characters', '2023-09-01', 'Setting of the product for 8.07(5)(b)');

insert into access_review.action (code, words, kind, reach, told) values
  ('export.prepared', 'Began to ask for a file of restricted data', 'List', 'Inside', false),
  ('export.asked', 'Asked for a file of restricted data', 'Change', 'Inside', false),
  ('export.decided', 'Decided about a file of restricted data', 'Change', 'Inside', false),
  ('exports.listed', 'Listed files of restricted data that were asked for', 'List', 'Inside', false),
  ('exports.own.listed', 'Listed files of restricted data asked for oneself', 'List', 'Inside', false);

grant select, insert on access_review.restricted_export to post_app;
grant update (approved, decided_at, decided_by, decided_by_name, decision_words, ends_at, taken_at, taken_event)
  on access_review.restricted_export to post_app;
select audit.guard('access_review.restricted_export');
