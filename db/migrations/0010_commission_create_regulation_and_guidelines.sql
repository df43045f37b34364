-- Why: every decision names the edition and the guideline versions that produced it (8.01, 8.06(6)); both are dated data.

create schema commission;

create table commission.regulation_edition (
  id uuid not null,
  regulation text not null,
  register_number text not null,
  effective_from date not null,
  authority text not null,
  note text,
  constraint pk_regulation_edition primary key (id)
);
create unique index ux_regulation_edition_effective on commission.regulation_edition (regulation, effective_from);
comment on table commission.regulation_edition is
  'An edition is in force from its day until the next edition of the same regulation, so that no day lies between two.';

create table commission.regulation_parameter (
  edition_id uuid not null,
  code text not null,
  value text not null,
  clause text not null,
  meaning text not null,
  constraint pk_regulation_parameter primary key (edition_id, code),
  constraint fk_regulation_parameter_regulation_edition_edition_id
    foreign key (edition_id) references commission.regulation_edition (id)
);
comment on table commission.regulation_parameter is
  'What the text itself says. It changes only by amendment of the regulation, that is by a script with a new edition.';

create table commission.guideline (
  code text not null,
  decides text not null,
  clause text not null,
  constraint pk_guideline primary key (code)
);

create table commission.guideline_version (
  id uuid not null,
  guideline_code text not null,
  version integer not null,
  edition_id uuid not null,
  authority text not null check (authority in ('Vote', 'ExecutiveDirector', 'Procedure')),
  status text not null check (status in ('Draft', 'Active', 'Withdrawn')),
  effective_from date not null,
  parameters jsonb not null,
  health_and_safety_memo text not null check (health_and_safety_memo <> ''),
  recorded_at timestamptz not null,
  constraint pk_guideline_version primary key (id),
  constraint fk_guideline_version_guideline_guideline_code
    foreign key (guideline_code) references commission.guideline (code),
  constraint fk_guideline_version_regulation_edition_edition_id
    foreign key (edition_id) references commission.regulation_edition (id)
);
create unique index ux_guideline_version_number on commission.guideline_version (guideline_code, version);
create index ix_guideline_version_edition on commission.guideline_version (edition_id);
comment on table commission.guideline_version is
  'Never edited in place: a new reading is a new version from a day on. A version that the Commissioners voted outranks one of the Executive Director (8.06(6)(a)).';

-- Select only: no screen changes what the regulation says, and a guideline is never edited in place (requirements 2.4).
grant usage on schema commission to post_app;
grant select on all tables in schema commission to post_app;
