-- Why: a page of a rebuild is read and decided while an earlier one is written; the number tells whether anybody else published in between.

create sequence public_database.publisher_turn;
comment on sequence public_database.publisher_turn is
  'One number for each taking of the publishers'' lock, taken while it is held; also for a publisher that fails.';
grant usage, select on sequence public_database.publisher_turn to post_app;
