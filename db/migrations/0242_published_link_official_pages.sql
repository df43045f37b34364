-- Why: public pages link a clause to the official page of its title where one is on record, and instructions to liaisons print the authority line of the edition (OV-01, 12.01(1)).

create table published.regulation_page (
  regulation text not null,
  address text not null,
  valid_until date,
  constraint pk_regulation_page primary key (regulation)
);
comment on table published.regulation_page is
  'Copies of the official pages of titles in force; a title that is not here is plain text. valid_until: the last day on which it is linked.';
grant select, insert, delete on published.regulation_page to post_publisher;
grant select on published.regulation_page to post_public;
insert into published.regulation_page (regulation, address)
select regulation, address from commission.regulation_title where superseded_at is null and address is not null;

update kernel.notice_kind set fields = fields || '{authority}' where key = 'liaison-instruction';
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('liaison-instruction', '{{authority}}', '12.01(1)', '2024-11-08', 'On which law it rests, from the edition in force.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at)
select kind, language, version + 1, 'Adopted', subject,
  replace(body, 'This notice is sent to the address', E'Authority: {{authority}}.\n\nThis notice is sent to the address'),
  authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at
from kernel.notice_template
where kind = 'liaison-instruction' and language = 'en' order by version desc limit 1;

insert into access_review.action (code, words, kind, reach, told) values
  ('regulation-pages.published', 'Published the official pages of the regulations', 'System', 'Inside', true);
