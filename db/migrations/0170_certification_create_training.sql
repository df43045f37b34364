-- Why: training, where it took place and what was missed belong to each officer's record (8.05(1)(c), 12.04(1)(e)).

create table certification.training_provider (
  code text not null,
  precedence integer not null,
  source text not null,
  valid_from date not null,
  constraint pk_training_provider primary key (code)
);
comment on table certification.training_provider is
  'Who reports training; of two reports of one training that of the lower precedence number stands (12.04(1)(e)).';
insert into certification.training_provider (code, precedence, source, valid_from) values
  ('Mptc', 1, '555 CMR 8.05(1)(c)', '2023-09-01'),
  ('StatePolice', 2, '555 CMR 8.05(1)(c)', '2023-09-01'),
  ('Agency', 3, '555 CMR 12.04(1)(e)', '2024-01-01'),
  ('Other', 4, '555 CMR 12.04(1)(e)', '2024-01-01');

create table certification.training_record (
  id uuid not null,
  person_id uuid not null,
  provider_code text not null,
  record_key text collate "C" not null,
  type_code text not null,
  course text not null,
  course_folded text collate "C" not null,
  started_on date,
  completed_on date,
  missed_by date,
  minutes integer,
  place text,
  explanation text,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_training_record primary key (id),
  constraint ck_training_record_outcome check ((completed_on is null) <> (missed_by is null)),
  constraint ck_training_record_place check (completed_on is null or place is not null),
  constraint fk_training_record_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_training_record_provider foreign key (provider_code) references certification.training_provider (code),
  constraint fk_training_record_source_source_id foreign key (source_id) references certification.source (id)
    deferrable initially deferred
);
create unique index ux_training_record_present on certification.training_record (provider_code, record_key)
  where superseded_at is null;
create index ix_training_record_person on certification.training_record (person_id);
comment on table certification.training_record is
  'Training taken and training missed, as its provider reports it; a later report of the same provider is the only thing that changes it.';
comment on column certification.training_record.record_key is 'The provider''s own number of the record.';
comment on column certification.training_record.missed_by is 'Last day of the period in which the requirement was not met (12.04(1)(e)).';
comment on column certification.training_record.explanation is 'Mitigating or other reasons as sent; never published (12.04(1)(e)).';

create table certification.staged_training_row (
  run_id uuid not null,
  row_no bigint not null,
  line bigint not null,
  verdict text not null,
  reasons text[] not null,
  cells text[] not null,
  officer_number text collate "C",
  first_name text,
  surname text,
  suffix text,
  sort_key text collate "C",
  recased boolean,
  provider_code text,
  record_key text collate "C",
  type_code text,
  course text,
  course_folded text collate "C",
  started_on date,
  completed_on date,
  missed_by date,
  minutes integer,
  place text,
  explanation text,
  constraint pk_staged_training_row primary key (run_id, row_no)
);
create index ix_staged_training_row_verdict on certification.staged_training_row (run_id, verdict, row_no)
  where verdict <> 'Accepted';
alter table certification.staged_training_row
  alter column line set statistics 0, alter column reasons set statistics 0, alter column cells set statistics 0,
  alter column first_name set statistics 0, alter column surname set statistics 0, alter column suffix set statistics 0,
  alter column course set statistics 0, alter column place set statistics 0, alter column explanation set statistics 0;

grant select on certification.training_provider to post_app;
grant select, insert, update on certification.training_record, certification.staged_training_row to post_app;
select audit.guard('certification.training_record');
select audit.guard('certification.staged_training_row');
