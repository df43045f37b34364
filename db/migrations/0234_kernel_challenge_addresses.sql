-- Why: an address is verified by whoever reads what is sent there: a code and a link go to it alone, open once and run out (12.04(1)(a)6, 12.07(1)(b)1).

alter table kernel.notice
  add column only_to uuid references kernel.contact_point (id),
  add column sealed bytea;
comment on column kernel.notice.only_to is 'The one address to which it goes, by electronic mail and no other way; null: every address that serves its purpose.';
comment on column kernel.notice.sealed is
  'Words that stand in the mail alone, sealed by a key that is not in the database; body and html have marks in their place. Null once no mail can leave.';

create table kernel.address_challenge_rule (
  valid_from date not null,
  hours integer not null check (hours > 0),
  tries integer not null check (tries > 0),
  sends_a_day integer not null check (sends_a_day > 0),
  source text not null check (source <> ''),
  constraint pk_address_challenge_rule primary key (valid_from)
);
comment on table kernel.address_challenge_rule is
  'For how many hours a code for an address opens, how many wrong ones are borne, and how many are sent to one addressee on a day. Dated: a change is a new row.';
insert into kernel.address_challenge_rule (valid_from, hours, tries, sends_a_day, source) values
  ('2023-09-01', 24, 5, 3, 'Starting value of the product; the Commission may set another (12.04(1)(a)6)');
grant select on kernel.address_challenge_rule to post_app;

create table kernel.address_challenge (
  id uuid not null,
  contact_point_id uuid not null,
  code_hash bytea not null,
  link_hash bytea not null,
  sent_at timestamptz not null,
  sent_by text not null,
  expires_at timestamptz not null,
  tries_left integer not null check (tries_left >= 0),
  notice_id uuid not null,
  used_at timestamptz,
  void_at timestamptz,
  void_why text,
  constraint pk_address_challenge primary key (id),
  constraint ux_address_challenge_link unique (link_hash),
  constraint ck_address_challenge_days check (expires_at > sent_at),
  constraint ck_address_challenge_void check ((void_at is null) = (void_why is null)),
  constraint ck_address_challenge_once check (used_at is null or void_at is null),
  constraint fk_address_challenge_contact_point foreign key (contact_point_id) references kernel.contact_point (id),
  constraint fk_address_challenge_notice foreign key (notice_id) references kernel.notice (id)
);
create unique index ux_address_challenge_open on kernel.address_challenge (contact_point_id) where used_at is null and void_at is null;
create index ix_address_challenge_sent on kernel.address_challenge (contact_point_id, sent_at);
create index ix_address_challenge_expires on kernel.address_challenge (expires_at) where used_at is null and void_at is null;
comment on table kernel.address_challenge is
  'A code and a link that went to one address alone. Either verifies it, once; a later one takes the place of the one before.';
comment on column kernel.address_challenge.code_hash is 'SHA-256 over the row''s id and the code, which stands in the mail alone.';
grant select, insert on kernel.address_challenge to post_app;
grant update (tries_left, used_at, void_at, void_why) on kernel.address_challenge to post_app;
select audit.guard('kernel.address_challenge');

-- One mailbox that several persons read, and addresses that nobody verified.
create index ix_contact_point_email on kernel.contact_point (lower(value)) where kind = 'Email' and state = 'Active';

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('address-challenge', 'Code to verify an address', '12.04(1)(a)6', 'CommissionCorrespondence', '{addressee,code,link,until}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('address-challenge', '{{code}}', '12.04(1)(a)6', '2023-09-01', 'Whoever has it reads what goes to the address.'),
  ('address-challenge', '{{until}}', '12.04(1)(a)6', '2023-09-01', 'Until when it opens.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('address-challenge', 'en', 1, 'Adopted', 'Verify this address for notices of the Commission',
$body$To {{addressee}}

This electronic mail address was given to the Peace Officer Standards and Training Commission as one at which notices reach you. To say that they do, enter this code in your own portal:

{{code}}

Or open this address and press the button there:

{{link}}

Either works once, until {{until}}. Nobody from the Commission asks you for the code.

If you do not know why this reached you, do nothing: the address is then not verified.$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('address.challenged', 'Sent a code to verify an address', 'Change', 'Inside', true),
  ('address.confirmed', 'Verified an address by the link sent there', 'Change', 'Inside', true),
  ('address-link.shown', 'Opened a link sent to an address', 'Open', 'Inside', true);
