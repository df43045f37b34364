-- Why: members of an agency look at their own officers and at nobody else's, and the gate itself says so (12.06; 8.07(5)).

alter table kernel.purpose add column own_agency boolean not null default false;
comment on column kernel.purpose.own_agency is
  'Opens persons who serve or served at the agency for which the caller acts, and nobody else; ties to that agency are no hindrance.';

insert into kernel.purpose (code, label, clause, roles, valid_minutes, standing, heading, own_agency, valid_from) values
  ('own-agency', 'Work of one''s own agency', '12.06(2)', '{AgencyHead,AgencyLiaison,AgencyClerk}', 60, true, 'Agency', true, '2023-09-01');
