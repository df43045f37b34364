-- Why: liaisons carry out their duties by instructions of the Commission, and other duties that it or their agency sets, each read once by each of them (12.06(2), (2)(g)).

create table certification.liaison_instruction (
  id uuid not null,
  series_id uuid not null,
  version integer not null check (version > 0),
  source text not null check (source in ('Commission', 'Agency')),
  agency_id uuid,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  in_force_from date not null,
  acknowledge_by date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  superseded_at timestamptz,
  ended_because text,
  constraint pk_liaison_instruction primary key (id),
  constraint ux_liaison_instruction_version unique (series_id, version),
  constraint ck_liaison_instruction_agency check ((source = 'Agency') = (agency_id is not null)),
  constraint ck_liaison_instruction_ended check (ended_because is null or superseded_at is not null),
  constraint fk_liaison_instruction_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create unique index ux_liaison_instruction_series on certification.liaison_instruction (series_id) where superseded_at is null;
create index ix_liaison_instruction_agency on certification.liaison_instruction (agency_id) where superseded_at is null;
comment on table certification.liaison_instruction is
  'What liaisons are to do: instructions of the Commission to those of every agency, and duties that the head of an agency sets for its own (12.06(2), (2)(g)). A change is another version of the series, which is read anew.';
comment on column certification.liaison_instruction.agency_id is 'Whose duty it is, for one that an agency set; nobody else sees it.';
comment on column certification.liaison_instruction.acknowledge_by is 'By which day liaisons are to have read it; null where none was set: 12.06 counts no days.';
comment on column certification.liaison_instruction.ended_because is 'Why it ended without another version in its place.';
grant select, insert on certification.liaison_instruction to post_app;
grant update (superseded_at, ended_because) on certification.liaison_instruction to post_app;
select audit.guard('certification.liaison_instruction');

create table certification.instruction_acknowledgement (
  instruction_id uuid not null,
  member_id uuid not null,
  acknowledged_at timestamptz not null,
  acknowledged_by_name text not null,
  constraint pk_instruction_acknowledgement primary key (instruction_id, member_id),
  constraint fk_instruction_acknowledgement_liaison_instruction_instruction_id
    foreign key (instruction_id) references certification.liaison_instruction (id),
  constraint fk_instruction_acknowledgement_agency_member_member_id foreign key (member_id) references certification.agency_member (id)
);
create index ix_instruction_acknowledgement_member on certification.instruction_acknowledgement (member_id);
comment on table certification.instruction_acknowledgement is 'That a liaison said that an instruction was read, once for each version of it.';
grant select, insert on certification.instruction_acknowledgement to post_app;
select audit.guard('certification.instruction_acknowledgement');

insert into kernel.notice_kind (key, title, clause, purpose, fields) values
  ('liaison-instruction', 'Instruction of the Commission to liaisons', '12.06(2)', 'CommissionCorrespondence', '{addressee,title,in_force_from,acknowledge_by,text}');
insert into kernel.notice_phrase (kind, phrase, clause, valid_from, source) values
  ('liaison-instruction', '{{text}}', '12.06(2)', '2023-09-01', 'What is instructed.'),
  ('liaison-instruction', '555 CMR 12.11', '12.11', '2023-09-01', 'Why the notice goes to this address.');
insert into kernel.notice_template
  (kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at) values
  ('liaison-instruction', 'en', 1, 'Adopted', 'Instruction to liaisons: {{title}}',
$body$To {{addressee}}

The Commission instructs the liaisons of law enforcement agencies (555 CMR 12.06(2)): {{title}}. It holds from {{in_force_from}}.

{{text}}

Each liaison says in the portal of the agency, under Instructions, that it was read{{acknowledge_by}}. Whoever else in your agency it concerns is to learn of it: the portal asks to whom you passed it on (555 CMR 12.06(2)(e)).

This notice is sent to the address that was furnished to the Commission for this purpose (555 CMR 12.11).$body$,
   '555 CMR 12.00', '2023-09-01', 'Product default', '2023-09-01T04:00:00Z', 'Product default', '2023-09-01T04:00:00Z');

insert into access_review.action (code, words, kind, reach, told) values
  ('liaison-instruction.issued', 'Issued an instruction to liaisons', 'Change', 'Inside', true),
  ('liaison-instruction.ended', 'Ended an instruction to liaisons', 'Change', 'Inside', true),
  ('liaison-instructions.listed', 'Listed instructions to liaisons', 'List', 'Inside', true),
  ('liaison-instruction.shown', 'Opened an instruction to liaisons, and who has read it', 'Open', 'Inside', true),
  ('own-agency.instructions.listed', 'Listed instructions and duties of the own liaisons', 'List', 'Inside', true),
  ('own-agency.instruction.acknowledged', 'Said that an instruction to liaisons was read', 'Change', 'Inside', true),
  ('own-agency.duty.set', 'Set a duty of the own liaisons', 'Change', 'Inside', true),
  ('own-agency.duty.ended', 'Ended a duty of the own liaisons', 'Change', 'Inside', true),
  ('own-agency.work.listed', 'Listed what is open at the own agency', 'List', 'Inside', true);
