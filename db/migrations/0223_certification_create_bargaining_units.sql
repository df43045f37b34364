-- Why: an agency holds for each officer the bargaining unit with its head, or that there is none, and tells once when a head changes (12.04(1)(a)7, 12.05(1)(i)(d)); what an officer says of it is compared (12.07(1)(b)3.d).

create table certification.bargaining_unit (
  id uuid not null,
  agency_id uuid not null,
  name text not null check (name <> ''),
  folded text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  constraint pk_bargaining_unit primary key (id),
  constraint fk_bargaining_unit_law_enforcement_agency_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create unique index ux_bargaining_unit_name on certification.bargaining_unit (agency_id, folded);
comment on table certification.bargaining_unit is 'A unit as its agency names it; never changed and never deleted: one without members asks for nothing.';
grant select, insert on certification.bargaining_unit to post_app;
select audit.guard('certification.bargaining_unit');

create table certification.unit_head (
  id uuid not null,
  unit_id uuid not null,
  name text not null check (name <> ''),
  email text not null check (email <> ''),
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  source_id uuid not null,
  constraint pk_unit_head primary key (id),
  constraint ck_unit_head_days check (valid_to is null or valid_to > valid_from),
  constraint fk_unit_head_bargaining_unit_unit_id foreign key (unit_id) references certification.bargaining_unit (id),
  constraint fk_unit_head_source_source_id foreign key (source_id) references certification.source (id) deferrable initially deferred
);
create index ix_unit_head_unit on certification.unit_head (unit_id);
create unique index ux_unit_head_present on certification.unit_head (unit_id) where valid_to is null and superseded_at is null;
comment on table certification.unit_head is
  'Who heads a unit and is reached where, from day to day; valid_to is the first day of whoever followed. Old values stay (12.05(1)(i)).';
grant select, insert on certification.unit_head to post_app;
grant update (superseded_at) on certification.unit_head to post_app;
select audit.guard('certification.unit_head');

alter table certification.service_fact drop constraint service_fact_register_check;
alter table certification.service_fact add constraint service_fact_register_check check (register in ('WorkStatus', 'Rank', 'BargainingUnit'));
comment on table certification.service_fact is
  'Work status, rank and bargaining unit of an officer at an agency from day to day; valid_to is the first day of what followed. Never why somebody is on leave.';
create index ix_service_fact_units on certification.service_fact (agency_id) where register = 'BargainingUnit' and superseded_at is null;

insert into access_review.action (code, words, kind, reach, told) values
  ('own-agency.units.listed', 'Listed bargaining units of the own agency', 'List', 'Inside', true),
  ('own-agency.unit.opened', 'Opened a bargaining unit of the own agency with its members', 'Open', 'Inside', true),
  ('own-agency.unit-members.listed', 'Listed officers of the own agency with their bargaining units', 'List', 'Inside', true),
  ('own-agency.unit.recorded', 'Recorded a bargaining unit and its head', 'Change', 'Inside', true),
  ('own-agency.unit-head.changed', 'Told of another head of a bargaining unit', 'Change', 'Inside', true),
  ('own-agency.unit-members.placed', 'Recorded to which bargaining unit officers belong', 'Change', 'Inside', true),
  ('agency-units.shown', 'Opened the bargaining units of an agency', 'Open', 'Inside', true);
