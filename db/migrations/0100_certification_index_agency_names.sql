-- Why: the list of agencies walks their names; without an index each page sorted all of them.

create index ix_law_enforcement_agency_name_sort on certification.law_enforcement_agency_name (name, agency_id)
  where valid_to is null and superseded_at is null;
