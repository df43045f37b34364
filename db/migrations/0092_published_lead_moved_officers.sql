-- Why: who kept the address of a profile whose number proved to be another's is led to that profile (8.06(3)(a)1).

create table published.officer_moved (
  key text not null,
  into_key text not null,
  constraint pk_officer_moved primary key (key)
);
create index ix_officer_moved_into on published.officer_moved (into_key);
comment on table published.officer_moved is
  'Addresses once published that lead to another officer''s profile; a row stands only for somebody the public has seen.';

grant select, insert, update, delete on published.officer_moved to post_publisher;
grant select on published.officer_moved to post_public;
