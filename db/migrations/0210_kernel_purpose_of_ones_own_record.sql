-- Why: under the purpose of one's own record the gate itself opens what is about the caller and nobody else (c. 66A, § 2(f)-(g); 8.07(5)).

alter table kernel.purpose add column own_person boolean not null default false;
comment on column kernel.purpose.own_person is
  'Opens what is about the caller, under every number that is theirs, and nobody else; the tie to oneself is no hindrance.';
update kernel.purpose set own_person = true where code = 'own-record';
