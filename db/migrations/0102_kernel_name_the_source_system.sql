-- Why: an unregistered system cannot feed the record (8.02(1)(b)); each import says which registered system it comes from.

alter table kernel.import_run add column system_code text;
update kernel.import_run set system_code = case kind when 'disciplinary' then 'standards-database' else 'certification-database' end;
alter table kernel.import_run alter column system_code set not null;
comment on column kernel.import_run.system_code is 'Code in the register of systems, as it was registered when the file was received.';
