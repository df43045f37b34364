-- Why: an agency enters applications for certification of its own officers and says what shows each requirement; its word stands beside what staff find and is no finding (MMA-05; 555 CMR 9.04).

create table certification.application_entry (
  id uuid not null,
  application_id uuid not null,
  agency_id uuid not null,
  capacity text not null check (capacity in ('Head', 'Liaison')),
  attested text not null check (attested <> ''),
  entered_at timestamptz not null,
  entered_by uuid,
  entered_by_name text not null,
  constraint pk_application_entry primary key (id),
  constraint fk_application_entry_application_application_id foreign key (application_id) references certification.application (id),
  constraint fk_application_entry_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create unique index ux_application_entry_application on certification.application_entry (application_id);
create index ix_application_entry_agency on certification.application_entry (agency_id, application_id);
comment on table certification.application_entry is
  'Which agency entered an application in its portal, who did so, and in which version the attestation was read; written once. That agency alone reads and adds to what it said.';
comment on column certification.application_entry.id is 'Given by the form: the same form sent twice enters one application.';
grant select, insert on certification.application_entry to post_app;
select audit.guard('certification.application_entry');

create table certification.requirement_answer (
  id uuid not null,
  application_id uuid not null,
  item_code text not null,
  shown boolean not null,
  shown_on date,
  reference text,
  note text,
  said_at timestamptz not null,
  said_by uuid,
  said_by_name text not null,
  superseded_at timestamptz,
  constraint pk_requirement_answer primary key (id),
  constraint ck_requirement_answer_shown check (case when shown then coalesce(reference, '') <> '' else shown_on is null and reference is null end),
  constraint fk_requirement_answer_application_application_id foreign key (application_id) references certification.application (id)
);
create unique index ux_requirement_answer_present on certification.requirement_answer (application_id, item_code) where superseded_at is null;
create index ix_requirement_answer_application on certification.requirement_answer (application_id);
comment on table certification.requirement_answer is
  'What the agency that entered an application says of a requirement: shown, by what and of which day, or not yet. A later word supersedes; none becomes a finding by itself.';
grant select, insert on certification.requirement_answer to post_app;
grant update (superseded_at) on certification.requirement_answer to post_app;
select audit.guard('certification.requirement_answer');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.recertifications.listed', 'Listed officers of the own agency whose certifications are to be renewed', 'List', 'Inside', true),
  ('own-agency.applications.listed', 'Listed applications for certification that the own agency entered', 'List', 'Inside', true),
  ('own-agency.application.prepared', 'Opened the form of an application for an officer of the own agency', 'Open', 'Inside', true),
  ('own-agency.application.entered', 'Entered an application for certification of an officer of the own agency', 'Change', 'Inside', true),
  ('own-agency.application.opened', 'Opened an application for certification that the own agency entered', 'Open', 'Inside', true),
  ('own-agency.requirement.answered', 'Said more of a requirement of certification for the own agency', 'Change', 'Inside', true);
