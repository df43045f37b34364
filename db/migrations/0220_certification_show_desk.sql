-- Why: the division sees on one screen what is due, who is waited for and where each round stands; how far it looks ahead and back is dated data.

insert into certification.intake_rule (code, value, meaning, source, valid_from) values
  ('desk-days', 7, 'The desk counts decisions that are due, and certifications that end, within this many days.', 'Product default', '2021-07-01'),
  ('desk-condition-days', 30, 'The desk counts conditions that fall due within this many days.', 'Product default', '2021-07-01'),
  ('desk-round-days', 180, 'The desk shows a round until this many days after its certifications ended.', 'Product default', '2021-07-01');

create index ix_condition_missed on certification.condition (due_on, id) where state = 'Missed';
create index ix_agency_report_waiting_agency on certification.agency_report (agency_id, in_time) where state = 'Submitted';

insert into access_review.action (code, words, kind, reach, told) values
  ('certification-desk.shown', 'Opened the desk of the certification division', 'List', 'Inside', true),
  ('certification-conditions.listed', 'Listed conditions of certifications', 'List', 'Inside', true);
