-- Why: physical and psychological fitness is a continuing requirement: that an evaluation was made, by whom, with which outcome and when the next is due, and nothing of what was found in it (MMA-12; 12.04(1)(b)2, class MedPsych).

create table certification.fitness_evaluation (
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('Physical', 'Psychological')),
  evaluated_on date not null,
  evaluator text not null check (evaluator <> '' and evaluator !~ '[[:cntrl:]]'),
  outcome text not null check (outcome in ('Satisfied', 'NotSatisfied', 'Pending')),
  next_due_on date,
  corrects uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  superseded_at timestamptz,
  superseded_because text check (superseded_because in ('EnteredWrongly', 'EvaluatorCorrected', 'OutcomeCame', 'OtherOfficer')),
  constraint pk_fitness_evaluation primary key (id),
  constraint ck_fitness_evaluation_days check (next_due_on is null or next_due_on >= evaluated_on),
  constraint ck_fitness_evaluation_superseded check ((superseded_at is null) = (superseded_because is null)),
  constraint fk_fitness_evaluation_person_person_id foreign key (person_id) references certification.person (id),
  constraint fk_fitness_evaluation_fitness_evaluation_corrects foreign key (corrects) references certification.fitness_evaluation (id)
);
create unique index ux_fitness_evaluation_present on certification.fitness_evaluation (person_id, kind, evaluated_on, evaluator)
  where superseded_at is null;
create unique index ux_fitness_evaluation_corrects on certification.fitness_evaluation (corrects) where corrects is not null;
create index ix_fitness_evaluation_person on certification.fitness_evaluation (person_id);
comment on table certification.fitness_evaluation is
  'Class MedPsych. Outcome and days alone: there is no place for a narrative, and none is to be made. Never published, never shown to an agency, in no file that leaves. A correction is another row; nothing is deleted.';
comment on column certification.fitness_evaluation.superseded_because is 'One of a list: words of one''s own could tell what was found.';
grant select, insert on certification.fitness_evaluation to post_app;
grant update (superseded_at, superseded_because) on certification.fitness_evaluation to post_app;
select audit.guard('certification.fitness_evaluation');

insert into access_review.action (code, words, kind, reach, told) values
  ('officer-fitness.shown', 'Opened evaluations of an officer''s fitness', 'Open', 'Inside', true),
  ('officer-fitness.recorded', 'Recorded an evaluation of an officer''s fitness', 'Change', 'Inside', true),
  ('officer-fitness.withdrawn', 'Withdrew an evaluation of an officer''s fitness', 'Change', 'Inside', true),
  ('own-fitness.shown', 'Opened evaluations of one''s own fitness', 'Open', 'Inside', true);
