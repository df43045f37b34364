-- Why: a changed address is verified before the one it follows is retired; until then notices go to both (12.05(1)(i)(a)).

alter table kernel.contact_point
  add column verified_on date,
  add column verified_by text,
  add column verified_how text,
  add constraint ck_contact_point_verified check (
    (verified_on is null) = (verified_by is null) and (verified_on is null) = (verified_how is null));
comment on column kernel.contact_point.verified_on is
  'When somebody made sure that it reaches the addressee. It is no condition of sufficiency (12.11).';

insert into access_review.action (code, words, kind, reach, told) values
  ('address.verified', 'Recorded that an address reaches the addressee', 'Change', 'Inside', true);
