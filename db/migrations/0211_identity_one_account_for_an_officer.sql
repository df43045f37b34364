-- Why: an officer has one way in, and it is tied to the person of the record (12.07(1)(b)).

create unique index ux_account_officer on identity.account (person_id) where kind = 'Officer' and disabled_at is null;
comment on index identity.ux_account_officer is 'One open account for each person; what it shows is that person''s and nobody else''s.';
