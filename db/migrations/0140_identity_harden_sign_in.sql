-- Why: a second factor, a fresh proof before what is grave, and one place from which sessions end (8.07(4)-(5)).

alter table identity.account add column disabled_at timestamptz;
comment on column identity.account.disabled_at is 'Opens no session from then on; the account stays, because the log names it.';
comment on column identity.account.access_failed_count is 'Refused tries since the last sign-in that succeeded.';

alter table identity.session
  add column stepped_up_at timestamptz,
  add column failed_before integer not null default 0,
  add column end_reason varchar(20);
comment on column identity.session.stepped_up_at is 'When the person last proved again who it is, in this session.';
comment on column identity.session.failed_before is 'Refused tries between the sign-in before and this one.';
comment on column identity.session.end_reason is 'SignedOut, EndedByOwner, EndedByAdministrator, Copied. Null on one that is idle or too old: nobody ended it.';
create index ix_session_started on identity.session (account_id, started_at);
drop index identity.ix_session_account;
create index ix_account_name on identity.account (display_name, id);

create table identity.authenticator (
  account_id uuid not null,
  secret varchar(512) not null,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null,
  constraint pk_authenticator primary key (account_id),
  constraint fk_authenticator_account_account_id foreign key (account_id) references identity.account (id) on delete restrict
);
comment on table identity.authenticator is 'The shared secret of a person''s authenticator app (RFC 6238), under the session keys; asked for once confirmed.';
comment on column identity.authenticator.last_step is 'The time step of the last code taken: none is taken twice.';

create table identity.recovery_code (
  id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  void_at timestamptz,
  constraint pk_recovery_code primary key (id),
  constraint fk_recovery_code_account_account_id foreign key (account_id) references identity.account (id) on delete restrict
);
create unique index ux_recovery_code on identity.recovery_code (account_id, code_hash);
comment on table identity.recovery_code is 'Each opens once in place of the second factor; a new set makes the old one void.';

create table identity.spent_ticket (
  id uuid not null,
  spent_at timestamptz not null,
  constraint pk_spent_ticket primary key (id)
);
comment on table identity.spent_ticket is 'Half-done sign-ins and passkey challenges that led to a session: none leads to a second one.';

create table identity.lockout_rule (
  failures integer not null check (failures > 0),
  wait_minutes integer not null check (wait_minutes > 0),
  valid_from date not null,
  valid_to date,
  source varchar(200) not null,
  constraint pk_lockout_rule primary key (failures, valid_from)
);
comment on table identity.lockout_rule is 'From that many refused tries in a row on, each further one locks the account for the wait.';
insert into identity.lockout_rule (failures, wait_minutes, valid_from, source) values
  (5, 15, '2023-09-01', 'starting value of the product; the Commission may set another under 8.07(4)'),
  (7, 60, '2023-09-01', 'starting value of the product; the Commission may set another under 8.07(4)'),
  (9, 240, '2023-09-01', 'starting value of the product; the Commission may set another under 8.07(4)'),
  (11, 1440, '2023-09-01', 'starting value of the product; the Commission may set another under 8.07(4)');

grant select, insert, update on identity.authenticator, identity.recovery_code to post_app;
grant select, insert on identity.spent_ticket to post_app;
grant select on identity.lockout_rule to post_app;
grant delete on identity.account_passkey to post_app;
