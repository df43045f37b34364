-- Why: vendors, contractors and agents are held to 8.07(5) like staff: somebody of the Commission answers for each, until a day.

create table identity.sponsorship_rule (
  days_at_most integer not null check (days_at_most > 0),
  valid_from date not null,
  valid_to date,
  source varchar(200) not null,
  constraint pk_sponsorship_rule primary key (valid_from)
);
comment on table identity.sponsorship_rule is 'For how many days ahead somebody may answer for an account.';
insert into identity.sponsorship_rule (days_at_most, valid_from, source) values
  (365, '2023-09-01', 'starting value of the product; the Commission may set another under 8.07(4)');

create table identity.sponsorship (
  id uuid not null,
  account_id uuid not null,
  sponsor_id uuid not null,
  ends_on date not null,
  reason varchar(500) not null,
  recorded_at timestamptz not null,
  recorded_by_name varchar(200) not null,
  superseded_at timestamptz,
  constraint pk_sponsorship primary key (id),
  constraint fk_sponsorship_account_account_id foreign key (account_id) references identity.account (id) on delete restrict,
  constraint fk_sponsorship_account_sponsor_id foreign key (sponsor_id) references identity.account (id) on delete restrict,
  constraint ck_sponsorship_two check (account_id <> sponsor_id)
);
create unique index ux_sponsorship_in_force on identity.sponsorship (account_id) where superseded_at is null;
create index ix_sponsorship_sponsor on identity.sponsorship (sponsor_id) where superseded_at is null;
comment on table identity.sponsorship is 'Who of the Commission answers for an account from outside, up to and including which legal date; superseded, never deleted.';

alter table identity.account add constraint ck_account_kind
  check (kind in ('Staff', 'Commissioner', 'Contractor', 'Vendor', 'Agent', 'Agency', 'Officer'));

create function identity.needs_sponsor(kind text) returns boolean language sql immutable parallel safe as
  $$ select kind in ('Contractor', 'Vendor', 'Agent') $$;

create function identity.may_sponsor(a identity.account) returns boolean language sql stable as
  $$ select a.disabled_at is null and a.kind in ('Staff', 'Commissioner') $$;

-- Asked at sign-in and with every use of a session: an end that has passed, or a sponsor who is gone, shuts the account by itself.
create function identity.is_sponsored(a identity.account, today date) returns boolean language sql stable as $$
  select not identity.needs_sponsor(a.kind) or exists (
    select from identity.sponsorship p join identity.account s on s.id = p.sponsor_id
    where p.account_id = a.id and p.superseded_at is null and p.ends_on >= today and identity.may_sponsor(s))
$$;

create function identity.check_sponsorship() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  known_on date := (new.recorded_at at time zone 'America/New_York')::date;
  longest integer := (select r.days_at_most from identity.sponsorship_rule r
    where r.valid_from <= known_on and (r.valid_to is null or r.valid_to >= known_on) order by r.valid_from desc limit 1);
begin
  if not exists (select from identity.account s where s.id = new.sponsor_id and identity.may_sponsor(s)) then
    raise exception 'only an open account of the Commission answers for another' using errcode = '23514';
  end if;
  if longest is null or new.ends_on < known_on or new.ends_on > known_on + longest then
    raise exception 'an account is answered for up to % days ahead', longest using errcode = '23514';
  end if;
  return new;
end $$;
create trigger sponsorship_is_lawful before insert on identity.sponsorship for each row execute function identity.check_sponsorship();

-- At commit, so that account and sponsorship may come in either order and one sponsorship may follow another.
create function identity.require_sponsorship() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  whose uuid;
begin
  if tg_table_name = 'account' then whose := new.id; else whose := new.account_id; end if;
  if exists (select from identity.account a where a.id = whose and identity.needs_sponsor(a.kind))
    and not exists (select from identity.sponsorship p where p.account_id = whose and p.superseded_at is null)
  then
    raise exception 'an account from outside needs somebody who answers for it' using errcode = '23514';
  end if;
  return null;
end $$;
create constraint trigger account_is_sponsored after insert or update of kind on identity.account
  deferrable initially deferred for each row execute function identity.require_sponsorship();
create constraint trigger account_stays_sponsored after update of superseded_at on identity.sponsorship
  deferrable initially deferred for each row execute function identity.require_sponsorship();

revoke all on function identity.needs_sponsor(text), identity.may_sponsor(identity.account), identity.is_sponsored(identity.account, date),
  identity.check_sponsorship(), identity.require_sponsorship() from public;
grant execute on function identity.needs_sponsor(text), identity.may_sponsor(identity.account), identity.is_sponsored(identity.account, date) to post_app;

insert into access_review.action (code, words, kind, reach, told) values
  ('account.sponsored', 'Recorded who answers for an account', 'Session', 'Inside', true);

grant select on identity.sponsorship_rule to post_app;
grant select, insert, update (superseded_at) on identity.sponsorship to post_app;
select audit.guard('identity.sponsorship');
