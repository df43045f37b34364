-- Why: a member of an agency comes in by invitation: a link by mail, and a code by another way, so that neither opens alone.

create table identity.invitation_rule (
  days integer not null check (days > 0),
  valid_from date not null,
  valid_to date,
  source varchar(200) not null,
  constraint pk_invitation_rule primary key (valid_from)
);
comment on table identity.invitation_rule is 'For how many days an invitation opens an account.';
insert into identity.invitation_rule (days, valid_from, source) values
  (14, '2023-09-01', 'starting value of the product; the Commission may set another under 8.07(4)');

create table identity.invitation (
  id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  made_at timestamptz not null,
  made_by_name varchar(200) not null,
  last_day date not null,
  used_at timestamptz,
  void_at timestamptz,
  constraint pk_invitation primary key (id),
  constraint fk_invitation_account_account_id foreign key (account_id) references identity.account (id) on delete restrict
);
create unique index ux_invitation_open on identity.invitation (account_id) where used_at is null and void_at is null;
comment on table identity.invitation is 'Opens an account once, to whoever has both its address and its code; a later one makes it void.';

grant select on identity.invitation_rule to post_app;
grant select, insert on identity.invitation to post_app;
grant update (used_at, void_at) on identity.invitation to post_app;
select audit.guard('identity.invitation');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('portal-invitation', 'Invitation to the agency portal', '12.06(1)', 'CommissionCorrespondence',
   '{addressee,agency,capacity,link,last_day,contact}');

insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('portal-invitation', 'en', 1, 'Adopted',
   'You act for {{agency}} at the Commission',
$body$To {{addressee}}

The Peace Officer Standards and Training Commission has you on record as {{capacity}} of {{agency}}.

To sign in for the first time, open this address:

{{link}}

You will be asked for a code. Whoever invited you tells you the code by another way; it is not in this message. The invitation holds until {{last_day}}.

If you do not know why this reached you, do not open it, and answer to {{contact}}. This notice goes to the address that was furnished to the Commission for this purpose (555 CMR 12.11).$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');
