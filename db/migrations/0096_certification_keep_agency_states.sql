-- Why: kind, county, provisional and merged_into_id are written in place; what was known of them on a day must still be told.

alter table certification.law_enforcement_agency add column changed_at timestamptz;
update certification.law_enforcement_agency set changed_at = registered_at;
alter table certification.law_enforcement_agency alter column changed_at set not null;
comment on column certification.law_enforcement_agency.changed_at is
  'When what stands in this row was written; whoever changes the row sets it, and the state kept of the row begins then.';

create table certification.law_enforcement_agency_state (
  id uuid not null,
  agency_id uuid not null,
  kind text not null,
  county text,
  provisional boolean not null,
  merged_into_id uuid,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  constraint pk_law_enforcement_agency_state primary key (id),
  constraint fk_law_enforcement_agency_state_agency_id
    foreign key (agency_id) references certification.law_enforcement_agency (id)
);
create unique index ux_law_enforcement_agency_state_present
  on certification.law_enforcement_agency_state (agency_id) where superseded_at is null;
create index ix_law_enforcement_agency_state_agency on certification.law_enforcement_agency_state (agency_id);
comment on table certification.law_enforcement_agency_state is
  'What law_enforcement_agency held, and from when until when; written by its trigger alone. The agency''s own row is the latest of them.';

insert into certification.law_enforcement_agency_state
  (id, agency_id, kind, county, provisional, merged_into_id, recorded_at)
select kernel.new_id(), id, kind, county, provisional, merged_into_id, registered_at from certification.law_enforcement_agency;

-- By the owner's right: no statement of the application can write a state, or leave one out.
create function certification.keep_agency_state() returns trigger language plpgsql security definer
  set search_path = pg_catalog as $$
begin
  update certification.law_enforcement_agency_state set superseded_at = new.changed_at
  where agency_id = new.id and superseded_at is null;
  insert into certification.law_enforcement_agency_state
    (id, agency_id, kind, county, provisional, merged_into_id, recorded_at)
  values (kernel.new_id(), new.id, new.kind, new.county, new.provisional, new.merged_into_id, new.changed_at);
  return null;
end $$;
revoke execute on function certification.keep_agency_state() from public;
create trigger tr_law_enforcement_agency_registered after insert on certification.law_enforcement_agency
  for each row execute function certification.keep_agency_state();
create trigger tr_law_enforcement_agency_changed after update on certification.law_enforcement_agency
  for each row when ((old.kind, old.county, old.provisional, old.merged_into_id)
    is distinct from (new.kind, new.county, new.provisional, new.merged_into_id))
  execute function certification.keep_agency_state();

-- A spelling that stood for an agency from the start never waited; only the first decision about it can tell.
alter table certification.agency_spelling_decision add column waited boolean;
update certification.agency_spelling_decision d set waited = not exists (
  select from certification.agency_spelling_decision e
  where e.spelling_id = d.spelling_id and (e.decided_at, e.id) < (d.decided_at, d.id));
alter table certification.agency_spelling_decision alter column waited set not null;
comment on column certification.agency_spelling_decision.waited is
  'Whether nobody had said before whose the spelling is. Of decisions before this column: true of the first.';

-- A roster of a past day reads service that has ended since.
create index ix_employment_of_agency on certification.employment (agency_id);

grant select on certification.law_enforcement_agency_state to post_app;
grant update (changed_at) on certification.law_enforcement_agency to post_app;
