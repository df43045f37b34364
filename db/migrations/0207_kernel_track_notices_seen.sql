-- Why: an agency reads in its portal what the Commission sent it, and who first opened each is on record (12.06(2)(b), (d)).

create table kernel.notice_seen (
  notice_id uuid not null references kernel.notice (id),
  seen_at timestamptz not null,
  seen_by uuid,
  seen_by_name text not null,
  constraint pk_notice_seen primary key (notice_id)
);
comment on table kernel.notice_seen is
  'Who first opened a notice in a portal, and when. That nobody did makes no notice insufficient (12.11).';
create index ix_notice_addressee on kernel.notice (addressee_id, id);
grant select, insert on kernel.notice_seen to post_app;
select audit.guard('kernel.notice_seen');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.notices.listed', 'Listed notices to the own agency', 'List', 'Inside', true),
  ('own-agency.notice.opened', 'Opened a notice to the own agency', 'Open', 'Inside', true);
