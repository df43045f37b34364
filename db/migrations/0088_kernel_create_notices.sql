-- Why: a notice is sufficient when it goes to an address furnished for it (12.11), and each one must be provable, once.

create table kernel.notice_kind (
  key text not null,
  title text not null,
  clause text not null,
  purpose text not null,
  fields text[] not null,
  constraint pk_notice_kind primary key (key)
);
comment on column kernel.notice_kind.purpose is 'For what an address must have been furnished, to be used for this kind (12.11).';
comment on column kernel.notice_kind.fields is 'The places that a template of this kind may and must fill.';

create table kernel.notice_phrase (
  kind text not null references kernel.notice_kind (key),
  phrase text not null,
  clause text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  constraint pk_notice_phrase primary key (kind, phrase, valid_from)
);
comment on table kernel.notice_phrase is 'Words that must stand in every template of the kind that is adopted for a day on which they are in force.';

create table kernel.notice_template (
  kind text not null references kernel.notice_kind (key),
  language text not null,
  version integer not null check (version > 0),
  state text not null check (state in ('Draft', 'Adopted')),
  subject text not null,
  body text not null,
  authority text not null,
  valid_from date,
  drafted_by text not null,
  drafted_at timestamptz not null,
  adopted_by text,
  adopted_at timestamptz,
  constraint pk_notice_template primary key (kind, language, version),
  constraint ck_notice_template_adopted check ((state = 'Adopted') = (valid_from is not null and adopted_by is not null and adopted_at is not null))
);
comment on table kernel.notice_template is 'Versions are never edited: a change is the next version. In force on a day: the adopted one with the latest valid_from not after it.';

create function kernel.check_notice_phrases() returns trigger language plpgsql as $$
declare missing text;
begin
  if new.state <> 'Adopted' then return new; end if;
  select phrase into missing from kernel.notice_phrase p
  where p.kind = new.kind and p.valid_from <= new.valid_from and (p.valid_to is null or new.valid_from <= p.valid_to)
    and position(p.phrase in new.body) = 0
  limit 1;
  if missing is not null then
    raise exception 'The template % version % lacks the words "%".', new.kind, new.version, missing using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger tr_notice_template_phrases before insert or update on kernel.notice_template
  for each row execute function kernel.check_notice_phrases();

create table kernel.notice_rule (
  valid_from date not null,
  retry_minutes integer[] not null check (cardinality(retry_minutes) > 0),
  lease_minutes integer not null check (lease_minutes > 0),
  source text not null,
  constraint pk_notice_rule primary key (valid_from)
);
comment on table kernel.notice_rule is 'How often and how long a notice is tried by electronic mail before the second channel opens. Dated: a change is a new row.';
comment on column kernel.notice_rule.lease_minutes is 'After this long without an answer an attempt counts as left by a process that died.';

create table kernel.contact_point (
  id uuid not null,
  owner_kind text not null check (owner_kind in ('LawEnforcementAgency', 'Officer', 'UnitHead', 'OtherPerson')),
  owner_id uuid not null,
  kind text not null check (kind in ('Email', 'Postal')),
  value text not null,
  purposes text[] not null,
  origin text not null check (origin in ('Addressee', 'OnBehalfOfAddressee', 'OfficerConcerned', 'Found')),
  furnished_by text not null,
  furnished_on date not null,
  state text not null check (state in ('Active', 'Bounced', 'Retired')),
  recorded_by text not null,
  recorded_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  ended_why text,
  constraint pk_contact_point primary key (id),
  constraint ck_contact_point_ended check ((state = 'Active') = (ended_at is null))
);
comment on column kernel.contact_point.origin is 'Who furnished it (12.11). Found: by staff, by nobody for this; a notice there is not sufficient.';
create index ix_contact_point_owner on kernel.contact_point (owner_id, owner_kind, kind) where state = 'Active';

create table kernel.notice (
  id uuid not null,
  number bigint generated always as identity,
  kind text not null,
  language text not null,
  template_version integer not null,
  occasion text not null,
  matter text not null,
  addressee_kind text not null check (addressee_kind in ('LawEnforcementAgency', 'Officer', 'UnitHead', 'OtherPerson')),
  addressee_id uuid not null,
  addressee_name text not null,
  subject_ids uuid[] not null,
  subject text not null,
  body text not null,
  html text not null,
  state text not null check (state in ('Held', 'Queued', 'Uncertain', 'ToMail', 'Sent', 'Mailed', 'Kept', 'Withdrawn')),
  sufficient boolean,
  issued_by text not null,
  issued_at timestamptz not null,
  constraint pk_notice primary key (id),
  constraint ux_notice_number unique (number),
  constraint ux_notice_occasion unique (kind, addressee_id, occasion),
  foreign key (kind, language, template_version) references kernel.notice_template (kind, language, version)
);
comment on column kernel.notice.occasion is 'What gave rise to it: the same kind, addressee and occasion are one notice, however often it is asked for.';
comment on column kernel.notice.sufficient is 'Whether 12.11 makes it sufficient; null while nothing was sent, and for addressees that 12.11 does not name.';
create index ix_notice_state on kernel.notice (state, id);

create table kernel.notice_delivery (
  id uuid not null,
  notice_id uuid not null references kernel.notice (id),
  channel text not null check (channel in ('Email', 'Post')),
  contact_point_id uuid references kernel.contact_point (id),
  address text,
  origin text,
  furnished_by text,
  furnished_on date,
  state text not null check (state in ('Queued', 'Sending', 'Sent', 'Kept', 'Uncertain', 'Refused', 'Bounced', 'ToMail', 'Mailed', 'Replaced', 'Withdrawn')),
  sufficient boolean,
  next_try_at timestamptz,
  attempts integer not null default 0,
  sent_at timestamptz,
  mailed_on date,
  proof text,
  proof_by text,
  opened_at timestamptz not null,
  constraint pk_notice_delivery primary key (id)
);
comment on table kernel.notice_delivery is 'One channel to one address. The row is written with the notice, so it is its own outbox; the address is a copy of the one in force when it was sent.';
create index ix_notice_delivery_notice on kernel.notice_delivery (notice_id);
create index ix_notice_delivery_due on kernel.notice_delivery (next_try_at) where state in ('Queued', 'Sending');
create index ix_notice_delivery_waiting on kernel.notice_delivery (state, opened_at) where state in ('Uncertain', 'ToMail');
create index ix_notice_delivery_contact_point on kernel.notice_delivery (contact_point_id) where state = 'Queued';

create table kernel.notice_attempt (
  id uuid not null,
  delivery_id uuid not null references kernel.notice_delivery (id),
  number integer not null check (number > 0),
  state text not null check (state in ('Begun', 'Transmitting', 'Accepted', 'Kept', 'Deferred', 'Refused', 'Uncertain', 'Abandoned')),
  begun_at timestamptz not null,
  lease_until timestamptz not null,
  transmitting_at timestamptz,
  ended_at timestamptz,
  code integer,
  answer text,
  server text,
  tls text,
  constraint pk_notice_attempt primary key (id),
  constraint ux_notice_attempt_number unique (delivery_id, number)
);
comment on column kernel.notice_attempt.state is 'Transmitting is written before the dot that ends the message: only from there on can a server have taken it.';
-- One attempt at a time, and one success: what no process can break, whichever of them died.
create unique index ux_notice_attempt_open on kernel.notice_attempt (delivery_id) where state in ('Begun', 'Transmitting');
create unique index ux_notice_attempt_accepted on kernel.notice_attempt (delivery_id) where state = 'Accepted';

grant select on kernel.notice_kind, kernel.notice_phrase, kernel.notice_rule to post_app;
grant select, insert, update on kernel.notice_template, kernel.contact_point, kernel.notice, kernel.notice_delivery, kernel.notice_attempt to post_app;
