-- Why: a checkpoint that everybody may copy cannot be taken back; the public site shows one a day (8.07(4)-(5)).

create table published.log_seal (
  day date not null,
  size bigint not null,
  sealed_at timestamptz not null,
  note text not null,
  constraint pk_log_seal primary key (day)
);
comment on table published.log_seal is 'One signed checkpoint of the access log a day. It holds a count and a hash, and nothing of any person.';

-- Added to, never changed: a day's checkpoint that was shown stays what it was.
grant select, insert on published.log_seal to post_publisher;
grant select on published.log_seal to post_public;
