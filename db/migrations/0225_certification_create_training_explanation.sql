-- Why: an officer says why a requirement of training was missed, and enters it direct; it stands beside what the provider reported (12.04(1)(e)).

create table certification.training_explanation (
  id uuid not null,
  number bigint generated always as identity,
  training_id uuid not null,
  kind text not null check (kind in ('MitigatingFactor', 'Other')),
  text text not null check (text <> ''),
  said_at timestamptz not null,
  said_by uuid,
  said_by_name text not null,
  constraint pk_training_explanation primary key (id),
  constraint fk_training_explanation_training_record_training_id foreign key (training_id) references certification.training_record (id)
);
create unique index ux_training_explanation_number on certification.training_explanation (number);
create index ix_training_explanation_training on certification.training_explanation (training_id);
comment on table certification.training_explanation is
  'An officer''s own explanation of a requirement missed; never changed, never deleted and never published. Of one record of training the latest stands.';
comment on column certification.training_explanation.training_id is
  'The row that the officer read; whatever is reported later under its provider and number has the explanation too.';
grant select, insert on certification.training_explanation to post_app;
select audit.guard('certification.training_explanation');
comment on column certification.training_record.explanation is
  'Mitigating or other reasons as the provider sent them, never published (12.04(1)(e)); the officer''s own are in training_explanation.';

insert into access_review.action (code, words, kind, reach, told) values
  ('own-record.training.explained', 'Explained a requirement of training that oneself had missed', 'Change', 'Inside', true);
