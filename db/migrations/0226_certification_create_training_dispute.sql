-- Why: an agency reads what the training committee supplied and does not change it; where it is wrong, it adds a note that disputes it, and staff settle that (12.03(2)).

create sequence certification.training_dispute_number;
create table certification.training_dispute (
  id uuid not null,
  number bigint not null,
  training_id uuid not null,
  agency_id uuid not null,
  note text not null check (note <> ''),
  instead text not null check (instead <> ''),
  told_at timestamptz not null,
  told_by uuid,
  told_by_name text not null,
  review_item_id uuid not null,
  constraint pk_training_dispute primary key (id),
  constraint fk_training_dispute_training_record_training_id foreign key (training_id) references certification.training_record (id),
  constraint fk_training_dispute_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint fk_training_dispute_review_item_review_item_id foreign key (review_item_id) references certification.review_item (id)
);
create unique index ux_training_dispute_number on certification.training_dispute (number);
create index ix_training_dispute_training on certification.training_dispute (training_id);
comment on table certification.training_dispute is
  'An agency''s note against a training that the training committee supplied; never changed, and it changes no training. It stands until its review item is settled.';
comment on column certification.training_dispute.training_id is
  'The row that the agency read; whatever is reported later under its provider and number has the note too.';
comment on column certification.training_dispute.instead is 'What the agency has on record in its place.';
grant select, insert on certification.training_dispute to post_app;
grant usage on sequence certification.training_dispute_number to post_app;
select audit.guard('certification.training_dispute');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.training.disputed', 'Disputed a training of an officer of the own agency', 'Change', 'Inside', true);
