-- Why: seven items of personnel information are asked for of each officer; five stand in the record already, and of leave and commendations the agency says that there is none, or what it holds (12.04(1)(a)).

alter table certification.record_item
  add column record_group text not null default 'Certification' check (record_group in ('Certification', 'Personnel'));
alter table certification.record_item alter column record_group drop default;
comment on column certification.record_item.record_group is
  'Asked for of each certification, or once of the service: personnel information (12.04(1)(a)).';

insert into certification.record_item (kind, place, title, what, clause, restricted, nil_allowed, answers, source, valid_from, record_group) values
  ('HireDay', 21, 'First day of service', 'From the report of the hire, or a history of service', '555 CMR 12.04(1)(a)1', null, false, '{}', '555 CMR 12.04(1)(a)1', '2021-07-01', 'Personnel'),
  ('SeparationDay', 22, 'Separation: day and nature', 'From the report of the separation', '555 CMR 12.04(1)(a)2', null, false, '{}', '555 CMR 12.04(1)(a)2', '2021-07-01', 'Personnel'),
  ('SeparationReason', 23, 'Separation: reason', 'The reason, and whether it rested on misconduct or fell into an investigation', '555 CMR 12.04(1)(a)3', null, false, '{}', '555 CMR 12.04(1)(a)3', '2021-07-01', 'Personnel'),
  ('Leave', 24, 'Leave', 'From reports of the work status; that there was none is said here', '555 CMR 12.04(1)(a)4', null, true, '{}', '555 CMR 12.04(1)(a)4', '2021-07-01', 'Personnel'),
  ('Commendations', 25, 'Awards, achievements and commendations', 'Those that the agency holds, or that there are none', '555 CMR 12.04(1)(a)5', null, true, '{}', '555 CMR 12.04(1)(a)5', '2021-07-01', 'Personnel'),
  ('OfficerAddress', 26, 'The officer''s electronic mail address', 'Where the Commission writes to the officer', '555 CMR 12.04(1)(a)6', null, false, '{}', '555 CMR 12.04(1)(a)6', '2021-07-01', 'Personnel'),
  ('UnitHead', 27, 'Bargaining unit and its head', 'From the agency''s bargaining units; that there is none is an answer', '555 CMR 12.04(1)(a)7', null, false, '{}', '555 CMR 12.04(1)(a)7', '2021-07-01', 'Personnel');
