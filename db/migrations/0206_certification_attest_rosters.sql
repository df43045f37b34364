-- Why: the head of an agency says of its roster, as it stands on a day, that it is right; what was attested is kept to the letter (12.05(3), 12.06(2)(f)).

create table certification.roster_attestation (
  id uuid not null,
  agency_id uuid not null,
  attested_on date not null,
  attested_at timestamptz not null,
  attested_by uuid,
  attested_by_name text not null,
  attested text not null,
  officers integer not null check (officers >= 0),
  digest bytea not null check (length(digest) = 32),
  constraint pk_roster_attestation primary key (id),
  constraint fk_roster_attestation_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create index ix_roster_attestation_agency on certification.roster_attestation (agency_id, attested_at);
comment on table certification.roster_attestation is
  'That the head of an agency attested to its roster, and the digest of exactly what was shown; added and never changed. 12.00 counts no days: none is late.';
comment on column certification.roster_attestation.attested is 'The version of the words to which the head attested.';

create table certification.roster_attestation_line (
  attestation_id uuid not null,
  place integer not null,
  person_id uuid not null,
  officer_number text not null,
  name text not null,
  rank text,
  since date,
  constraint pk_roster_attestation_line primary key (attestation_id, place),
  constraint fk_roster_attestation_line_roster_attestation_attestation_id
    foreign key (attestation_id) references certification.roster_attestation (id),
  constraint fk_roster_attestation_line_person_person_id foreign key (person_id) references certification.person (id)
);
comment on table certification.roster_attestation_line is 'The roster as the head saw it, line by line.';

grant select, insert on certification.roster_attestation, certification.roster_attestation_line to post_app;
select audit.guard('certification.roster_attestation');
select audit.guard('certification.roster_attestation_line');

insert into certification.intake_rule (code, value, meaning, source, valid_from) values
  ('roster-attestation-days', 365,
   'The list of agencies whose head attested to no roster lately begins with those who have not for this many days; any other day can be asked.',
   'Product default: 12.00 counts no days, and nothing is late by it; the Commission may set another', '2023-09-01');

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.roster.read-to-attest', 'Read the roster of the own agency to attest to it', 'List', 'Inside', true),
  ('own-agency.roster.attested', 'Attested to the roster of the own agency', 'Change', 'Inside', true),
  ('roster-attestations.listed', 'Listed agencies whose head attested to no roster lately', 'System', 'Inside', true);
