-- Why: after a large file a third of the judging went into measuring columns of staged rows that no plan depends on.

do $do$
declare
  staged record;
begin
  for staged in
    select a.attrelid::regclass as owner, a.attname as name
    from pg_attribute a
    where a.attrelid in (
        'certification.staged_agency_row'::regclass, 'certification.staged_officer_row'::regclass,
        'certification.staged_employment_row'::regclass, 'certification.staged_certificate_row'::regclass,
        'standards.staged_disciplinary_row'::regclass)
      and a.attname in (
        'line', 'reasons', 'cells', 'first_name', 'surname', 'suffix', 'recased', 'remark', 'reason', 'narrative', 'conditions',
        'disciplines', 'nature_source', 'status_source', 'category_source', 'subtype_source', 'disposition_source',
        'ia_number_source', 'reporting_agency_source', 'misconduct_based', 'during_investigation', 'intake_channel')
  loop
    execute format('alter table %s alter column %I set statistics 0', staged.owner, staged.name);
  end loop;
end
$do$;

