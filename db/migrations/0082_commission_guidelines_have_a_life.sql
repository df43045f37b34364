-- Why: a guideline is drafted, proposed for public input, adopted by the right authority, and retired (8.06(6)); versions stay as adopted.

create table commission.regulated_form (
  edition_id uuid not null,
  code text not null,
  list text not null check (list in ('Published', 'Withheld')),
  clause text not null,
  what text not null,
  constraint pk_regulated_form primary key (edition_id, code),
  constraint fk_regulated_form_regulation_edition_edition_id
    foreign key (edition_id) references commission.regulation_edition (id)
);
comment on table commission.regulated_form is
  'Forms of information that the text itself publishes (8.06(3)) or withholds (8.06(4)): a guideline may not move them (8.06(6)(b)).';

insert into commission.regulated_form (edition_id, code, list, clause, what)
select 'c0510000-0000-7000-8000-000000000008', code, list, clause, what
from (values
  ('name', 'Published', '8.06(3)(a)1', 'First name and surname'),
  ('status', 'Published', '8.06(3)(a)2', 'Certification status'),
  ('certification-dates', 'Published', '8.06(3)(a)3', 'Dates of certification'),
  ('employment-history', 'Published', '8.06(3)(a)4', 'Employers and dates'),
  ('commendations', 'Published', '8.06(3)(a)5', 'Commendations'),
  ('decertification', 'Published', '8.06(3)(a)6', 'Decertification: date and reason'),
  ('suspension', 'Published', '8.06(3)(a)7', 'Suspension of certification: dates and reason'),
  ('retraining', 'Published', '8.06(3)(a)8', 'Retraining orders'),
  ('decision-documents', 'Published', '8.06(3)(a)9', 'Final decisions and orders'),
  ('disciplinary-summary', 'Published', '8.06(3)(a)10', 'Disciplinary summary'),
  ('challenge-notation', 'Published', '8.06(3)(a)11', 'Notation of a pending challenge'),
  ('aggregate-figures', 'Published', '8.06(3)(c)', 'Aggregate figures'),
  ('home-address', 'Withheld', '8.06(4)(a)3', 'Home address'),
  ('personal-phone', 'Withheld', '8.06(4)(a)3', 'Personal telephone number'),
  ('personal-email', 'Withheld', '8.06(4)(a)3', 'Personal email address'),
  ('criminal-record', 'Withheld', '8.06(4)(a)4', 'Criminal offender record information'),
  ('family', 'Withheld', '8.06(4)(b)1.a', 'The officer''s family'),
  ('finances', 'Withheld', '8.06(4)(b)1.b', 'Personal finances'),
  ('birth-date', 'Withheld', '8.06(4)(b)1.c', 'Birth date'),
  ('passwords', 'Withheld', '8.06(4)(b)1.c', 'Passwords and entry codes'),
  ('medical', 'Withheld', '8.06(4)(b)1.d', 'Medical or psychological information'),
  ('juvenile-conduct', 'Withheld', '8.06(4)(b)1.f', 'Conduct as a juvenile'),
  ('firearms', 'Withheld', '8.06(4)(b)1.g', 'Firearms and licenses held personally'),
  ('undercover', 'Withheld', '8.06(4)(b)1.h.i', 'Undercover operations')
) as seed (code, list, clause, what);

alter table commission.guideline add column basis text;
update commission.guideline set basis = case when code in ('G-ROLL', 'G-TARGET') then 'Procedure' else '8.06(6)' end;
alter table commission.guideline alter column basis set not null;
alter table commission.guideline add constraint ck_guideline_basis check (basis in ('8.06(6)', 'Procedure'));
comment on column commission.guideline.basis is
  '8.06(6) reaches the content, accessibility and format of the public database; what does not rest on it goes by procedure.';

alter table commission.guideline_version
  add column text text,
  add column vote_id uuid,
  add column designation_id uuid,
  add column proposal_id uuid,
  add column legal_sign_off text,
  add column public_input text,
  add column adopted_by_name text,
  add constraint ck_guideline_version_vote check (authority <> 'Vote' or vote_id is not null);
comment on column commission.guideline_version.vote_id is
  'The carried vote it rests on. While that vote is corrected to failed, or rescinded, the version is not in force.';

create table commission.guideline_proposal (
  id uuid not null,
  proposal_id uuid not null,
  guideline_code text not null,
  revision integer not null,
  state text not null check (state in ('Draft', 'Proposed', 'Adopted', 'Withdrawn')),
  authority text not null check (authority in ('Vote', 'ExecutiveDirector', 'Procedure')),
  text text not null,
  parameters jsonb not null,
  health_and_safety_memo text not null,
  effective_from date not null,
  notice_on date,
  input_opens_on date,
  input_closes_on date,
  input_channel text,
  comments_summary text,
  legal_sign_off text,
  signed_off_by text,
  version_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_guideline_proposal primary key (id),
  constraint fk_guideline_proposal_guideline_guideline_code
    foreign key (guideline_code) references commission.guideline (code),
  constraint fk_guideline_proposal_guideline_version_version_id
    foreign key (version_id) references commission.guideline_version (id),
  constraint ck_guideline_proposal_input check (input_closes_on >= input_opens_on and input_opens_on >= notice_on)
);
create unique index ux_guideline_proposal_present on commission.guideline_proposal (proposal_id) where superseded_at is null;
create index ix_guideline_proposal_guideline on commission.guideline_proposal (guideline_code);
create index ix_guideline_proposal_version on commission.guideline_proposal (version_id);
comment on column commission.guideline_proposal.revision is
  'Moves with every change of the text, parameters, memo, authority or first day: a vote names the revision it was about.';

create table commission.guideline_retirement (
  id uuid not null,
  version_id uuid not null,
  retired_from date not null,
  vote_id uuid,
  designation_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text,
  superseded_at timestamptz,
  constraint pk_guideline_retirement primary key (id),
  constraint fk_guideline_retirement_guideline_version_version_id
    foreign key (version_id) references commission.guideline_version (id)
);
create unique index ux_guideline_retirement_present on commission.guideline_retirement (version_id) where superseded_at is null;

grant select on commission.regulated_form to post_app;
-- A version is added by adoption and never changed; proposals and retirements are superseded.
grant insert on commission.guideline_version to post_app;
grant select, insert on commission.guideline_proposal, commission.guideline_retirement to post_app;
grant update (superseded_at) on commission.guideline_proposal, commission.guideline_retirement to post_app;
