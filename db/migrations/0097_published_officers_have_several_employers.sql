-- Why: an officer who serves two agencies now is found under both (8.06(3)(a)4); agency_key goes on as the first of them.

alter table published.officer add column agency_keys text[];
update published.officer set agency_keys = case when agency_key is null then '{}' else array[agency_key] end;
alter table published.officer alter column agency_keys set not null;
drop index published.ix_officer_agency;
create index ix_officer_agency_keys on published.officer using gin (agency_keys);
comment on column published.officer.agency_keys is 'Every present agency that may be shown; agency_key is the first of them.';
