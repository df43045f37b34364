-- Why: a condition may count its days from the officer's return to duty; until that is reported it has no day (12.05(1)(i)(c)).

alter table certification.condition
  alter column due_on drop not null,
  alter column clock_id drop not null,
  add column days_from_return integer check (days_from_return > 0),
  add column returned_on date,
  add constraint ck_condition_counted check (
    (due_on is null) = (clock_id is null) and (due_on is not null or days_from_return is not null)
    and (days_from_return is null and returned_on is null or days_from_return is not null and (returned_on is null) = (due_on is null)));
comment on column certification.condition.days_from_return is 'Calendar days from the return to duty, as the decision sets them; null where the decision sets the day itself.';
comment on column certification.condition.returned_on is 'The return to duty from which they are counted, as the record has it; its clock keeps how.';
grant update (due_on, clock_id, returned_on) on certification.condition to post_app;

insert into commission.deadline_rule
  (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
   source, effective_from, reason, recorded_at, recorded_by) values
  ('c0510000-0000-7000-8012-000000000229', 'condition-after-return', 1, 'Condition of a certification is met after the return to duty', 'Setting', 0,
   'CalendarDay', 'After', 'None', 'Event', false, 0, 'massachusetts', '555 CMR 12.05(1)(i)(c)',
   'The decision itself sets the number of days', '2021-07-01', 'First version', '2023-09-01 04:00:00+00', 'Schema script');
