-- Why: agencies end and others take over from them (c. 6E, § 1; 8.06(3)(a)4); a fact of the world, unlike a spelling put right.

create table certification.law_enforcement_agency_succession (
  id uuid not null,
  agency_id uuid not null,
  nature text not null check (nature in ('Merged', 'Divided', 'Continued')),
  ended_on date not null,
  authority text not null,
  reason text not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_because text,
  superseded_by_name text,
  constraint pk_law_enforcement_agency_succession primary key (id),
  constraint fk_law_enforcement_agency_succession_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id),
  constraint ck_law_enforcement_agency_succession_superseded check (
    (superseded_at is null) = (superseded_because is null) and (superseded_at is null) = (superseded_by_name is null))
);
create unique index ux_law_enforcement_agency_succession_in_force
  on certification.law_enforcement_agency_succession (agency_id) where superseded_at is null;
create index ix_law_enforcement_agency_succession_agency on certification.law_enforcement_agency_succession (agency_id);
comment on column certification.law_enforcement_agency_succession.ended_on is
  'The first day on which the agency was there no more, and on which the others had taken over.';

create table certification.law_enforcement_agency_successor (
  succession_id uuid not null,
  agency_id uuid not null,
  constraint pk_law_enforcement_agency_successor primary key (succession_id, agency_id),
  constraint fk_law_enforcement_agency_successor_succession_id
    foreign key (succession_id) references certification.law_enforcement_agency_succession (id),
  constraint fk_law_enforcement_agency_successor_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create index ix_law_enforcement_agency_successor_agency on certification.law_enforcement_agency_successor (agency_id);

-- A name entered by hand says on what authority, why and by whom; one that a file brought has none of these.
alter table certification.law_enforcement_agency_name
  add column authority text,
  add column reason text,
  add column recorded_by_name text;

alter table certification.review_item add column succession_id uuid;
create index ix_review_item_succession on certification.review_item (succession_id) where resolved_at is null;
comment on column certification.review_item.succession_id is
  'The end of an agency after which it is still reported; the question falls with the succession.';

insert into certification.intake_rule (code, value, meaning, source, valid_from) values
  ('succession-days-ahead', 366,
   'An agency''s end may be entered at most this many days before its day: votes and bylaws name a day of the coming fiscal year.',
   'Practice: town meetings and cities act for the fiscal year that begins on July 1 (M.G.L. c. 44, § 56)', '2022-12-01');

grant select, insert on certification.law_enforcement_agency_succession, certification.law_enforcement_agency_successor to post_app;
grant update (superseded_at, superseded_because, superseded_by_name)
  on certification.law_enforcement_agency_succession to post_app;
grant update (succession_id) on certification.review_item to post_app;
