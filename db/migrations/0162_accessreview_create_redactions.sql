-- Why: who asked that words be taken out of the log, on what authority, and which other person decided (8.07(5); c. 66A).

create table access_review.redaction_authority (
  code varchar(40) not null,
  words varchar(100) not null,
  valid_from date not null,
  valid_to date,
  source varchar(300) not null,
  constraint pk_redaction_authority primary key (code, valid_from)
);
insert into access_review.redaction_authority (code, words, valid_from, source) values
  ('court-order', 'Order of a court', '2023-09-01', 'Setting of the product for 8.10; to be confirmed by Counsel'),
  ('expungement', 'Expungement', '2023-09-01', 'G.L. c. 276, §§ 100E-100U; to be confirmed by Counsel'),
  ('sealing', 'Sealing of a record', '2023-09-01', 'G.L. c. 276, §§ 100A-100C; to be confirmed by Counsel');

create table access_review.redaction (
  id uuid not null,
  authority varchar(40) not null,
  paper varchar(300) not null,
  reason varchar(500) not null,
  asked_by uuid not null,
  asked_by_name varchar(200) not null,
  asked_at timestamptz not null,
  approved boolean,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name varchar(200),
  decision_words varchar(500),
  constraint pk_redaction primary key (id),
  constraint ck_redaction_decided check ((approved is null) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint ck_redaction_two_persons check (decided_by <> asked_by)
);
create index ix_redaction_waiting on access_review.redaction (asked_at, id) where decided_at is null;
create index ix_redaction_decided on access_review.redaction (decided_at) where decided_at is not null;

create table access_review.redaction_item (
  redaction_id uuid not null,
  event_id uuid not null,
  asked_event_id uuid not null,
  constraint pk_redaction_item primary key (redaction_id, event_id),
  constraint fk_redaction_item_redaction_redaction_id foreign key (redaction_id) references access_review.redaction (id)
);
create index ix_redaction_item_event on access_review.redaction_item (event_id);

grant select on access_review.redaction_authority to post_app;
grant select, insert, update on access_review.redaction to post_app;
grant select, insert on access_review.redaction_item to post_app;
select audit.guard('access_review.redaction');
select audit.guard('access_review.redaction_item');
select audit.guard('access_review.redaction_authority');

insert into access_review.action (code, words, kind, reach, told) values
  ('log.redaction.asked', 'Asked that words be taken out of the log', 'System', 'Inside', false),
  ('log.redaction.decided', 'Decided whether words are taken out of the log', 'System', 'Inside', false),
  ('log.redactions.listed', 'Listed what was taken out of the log', 'List', 'Inside', false),
  ('log.payload-redaction-asked', 'Asked that the words of this act be taken out', 'System', 'Inside', false),
  ('log.payload-redacted', 'Took the words of this act out of the log', 'System', 'Inside', false),
  ('log.number-void', 'Noted that an act could not be recorded and was refused', 'System', 'Inside', false);
