-- Why: whoever reaches the databases knows the duties of 8.07(5)(a)-(b), says so each year, and declares their ties.

create table access_review.duty_text (
  version integer not null,
  title varchar(200) not null,
  body varchar(4000) not null,
  valid_from date not null,
  source varchar(300) not null,
  constraint pk_duty_text primary key (version)
);
comment on table access_review.duty_text is 'The text in force is the latest that has begun; another text asks everybody anew. Paragraphs are lines.';

insert into access_review.duty_text (version, title, body, valid_from, source) values (1, 'Your duties with the Commission''s databases',
  'The Commission must protect its databases and the personal data in them from misuse by its own Commissioners, staff, vendors, contractors and agents (555 CMR 8.07(4)-(5)). These duties bind you whatever your role is.' || E'\n' ||
  '8.07(5)(a) - You use the databases and what you learn from them for the Commission''s work alone: for a stated purpose and, where the purpose asks for it, in a matter on which you work. Curiosity, a favor and private interest are no purposes.' || E'\n' ||
  '8.07(5)(b) - What is confidential stays confidential. You tell, copy, export or publish it only by the ways that the Commission''s rules open, and never by others.' || E'\n' ||
  'You do not look at your own record or at that of your family or household. Where you worked for an agency, you look at its officers only in an open matter, and say why.' || E'\n' ||
  'Every look is recorded with your name, your purpose and the time, and looks are reviewed. Whose record was looked at may be told of it. Misuse can end your access and your engagement, and can have consequences in law.' || E'\n' ||
  'You tell the compliance officer when you see misuse, when you looked at a record by mistake, and when your ties change.',
  '2023-09-01', 'Product text after 555 CMR 8.07(4)-(5); to be confirmed by Counsel');

create table access_review.acknowledgment (
  id uuid not null,
  account_id uuid not null,
  account_name varchar(200) not null,
  actor_kind varchar(16) not null,
  text_version integer not null,
  acknowledged_at timestamptz not null,
  constraint pk_acknowledgment primary key (id),
  constraint fk_acknowledgment_duty_text_text_version foreign key (text_version) references access_review.duty_text (version)
);
create index ix_acknowledgment_account on access_review.acknowledgment (account_id, acknowledged_at);
create index ix_acknowledgment_text_version on access_review.acknowledgment (text_version);

grant select on access_review.duty_text to post_app;
grant select, insert on access_review.acknowledgment to post_app;
