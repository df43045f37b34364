-- Why: holidays, closures and day counts are dated rows with a source, so that a deadline can say which of them moved it.

create table commission.calendar (
  code text not null,
  name text not null,
  weekend text[] not null,
  source text not null,
  constraint pk_calendar primary key (code)
);

create table commission.holiday (
  id uuid not null,
  holiday_id uuid not null,
  calendar_code text not null,
  name varchar(100) not null,
  pattern text not null check (pattern in ('FixedDay', 'NthWeekday', 'LastWeekday')),
  month integer not null check (month between 1 and 12),
  day integer check (day between 1 and 31),
  weekday text,
  nth integer check (nth between 1 and 5),
  observance text not null check (observance in ('OnTheDay', 'SundayToMonday')),
  part text,
  valid_from date not null,
  valid_to date,
  source varchar(300) not null,
  reason varchar(500) not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  superseded_at timestamptz,
  constraint pk_holiday primary key (id),
  constraint fk_holiday_calendar_calendar_code foreign key (calendar_code) references commission.calendar (code),
  constraint ck_holiday_pattern check (
    case pattern when 'FixedDay' then day is not null
      when 'NthWeekday' then weekday is not null and nth is not null
      else weekday is not null end)
);
create unique index ux_holiday_present on commission.holiday (holiday_id) where superseded_at is null;
create index ix_holiday_calendar on commission.holiday (calendar_code);
comment on table commission.holiday is
  'A pattern, not a list of days. A holiday that ends is a new row with valid_to; the row before it is superseded and stays.';
comment on column commission.holiday.part is 'Kept in this part of the state only; whether it stops a clock is a row of calendar_part_switch.';

create table commission.calendar_change (
  id uuid not null,
  calendar_code text not null,
  kind text not null check (kind in ('Closed', 'Moved', 'Dropped')),
  holiday_id uuid,
  day date not null,
  moved_to date,
  name varchar(100) not null,
  reason varchar(500) not null,
  source varchar(300) not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_because varchar(500),
  constraint pk_calendar_change primary key (id),
  constraint fk_calendar_change_calendar_calendar_code foreign key (calendar_code) references commission.calendar (code),
  constraint ck_calendar_change_kind check (
    (kind = 'Closed') = (holiday_id is null) and (kind = 'Moved') = (moved_to is not null)),
  constraint ck_calendar_change_withdrawn check ((withdrawn_at is null) = (withdrawn_because is null))
);
create unique index ux_calendar_change_closed on commission.calendar_change (calendar_code, day)
  where kind = 'Closed' and withdrawn_at is null;
create unique index ux_calendar_change_holiday on commission.calendar_change (holiday_id, day) where withdrawn_at is null;

create table commission.calendar_part_switch (
  id uuid not null,
  calendar_code text not null,
  part text not null,
  counts boolean not null,
  effective_from date not null,
  authority varchar(300) not null,
  reason varchar(500) not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  superseded_at timestamptz,
  constraint pk_calendar_part_switch primary key (id),
  constraint fk_calendar_part_switch_calendar_calendar_code foreign key (calendar_code) references commission.calendar (code)
);
create unique index ux_calendar_part_switch_day on commission.calendar_part_switch (calendar_code, part, effective_from)
  where superseded_at is null;
comment on table commission.calendar_part_switch is
  'Whether holidays of one part of the state stop a clock is policy, not law (outside law, 7.2): decided by somebody, from a day on.';

create table commission.deadline_rule (
  id uuid not null,
  code text not null,
  version integer not null check (version > 0),
  title varchar(120) not null,
  kind text not null check (kind in ('Regulation', 'Law', 'Setting', 'Target')),
  count integer check (count >= 0),
  parameter_code text,
  unit text not null check (unit in ('CalendarDay', 'BusinessDay', 'Month', 'Year')),
  direction text not null check (direction in ('After', 'Before')),
  business_days_below integer,
  roll text check (roll in ('None', 'NextBusinessDay', 'NextUnlessSaturday', 'PreviousBusinessDay')),
  roll_guideline text,
  starts text not null check (starts in ('Event', 'Receipt')),
  non_business_day_is_next boolean not null,
  hours_end time,
  in_hand_presumed_days integer,
  electronic_presumed_days integer,
  mail_presumed_days integer,
  service_adds_days integer not null check (service_adds_days >= 0),
  calendar_code text not null,
  clause text not null,
  source varchar(300) not null,
  edition_id uuid,
  extendable_by text,
  effective_from date not null,
  reason varchar(500) not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  superseded_at timestamptz,
  constraint pk_deadline_rule primary key (id),
  constraint fk_deadline_rule_calendar_calendar_code foreign key (calendar_code) references commission.calendar (code),
  constraint fk_deadline_rule_regulation_edition_edition_id
    foreign key (edition_id) references commission.regulation_edition (id),
  constraint ck_deadline_rule_one_count check ((count is null) = (parameter_code is not null)),
  constraint ck_deadline_rule_one_roll check ((roll is null) = (roll_guideline is not null)),
  constraint ck_deadline_rule_edition check (kind <> 'Regulation' or edition_id is not null)
);
create unique index ux_deadline_rule_version on commission.deadline_rule (code, version);
create unique index ux_deadline_rule_day on commission.deadline_rule (code, effective_from) where superseded_at is null;
create index ix_deadline_rule_edition on commission.deadline_rule (edition_id);
create index ix_deadline_rule_calendar on commission.deadline_rule (calendar_code);
comment on column commission.deadline_rule.parameter_code is
  'The count stands in regulation_parameter: one number, one place. It changes with an edition alone.';
comment on column commission.deadline_rule.roll_guideline is 'The guideline that says whether the last day moves, such as G-ROLL.';

-- Rows are superseded or withdrawn; nothing that a deadline was counted by is edited.
grant select on commission.calendar to post_app;
grant select, insert, update (superseded_at) on commission.holiday, commission.calendar_part_switch, commission.deadline_rule to post_app;
grant select, insert, update (withdrawn_at, withdrawn_by, withdrawn_because) on commission.calendar_change to post_app;
