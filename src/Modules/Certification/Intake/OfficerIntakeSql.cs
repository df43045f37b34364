namespace Post.Certification.Intake;

/// <summary>
/// What a source's rows do to the record, a set at a time. A present fact that differs is superseded; if an earlier day had
/// shown it, a copy that ends on this source's day takes its place, else it was a mistake of that day and leaves none.
/// </summary>
internal static class OfficerIntakeSql
{
    public const string CreateTables = """
        create temporary table if not exists reported_officer (
          officer_number text collate "C" not null, first_name text not null, surname text not null, suffix text,
          sort_key text collate "C" not null, recased boolean not null default false,
          status_code text not null, status_source text not null, expires_on date, certification_text text, remark text,
          person_id uuid, last_report date, name_from date, stale boolean not null default false,
          touched boolean not null default false
        ) on commit drop;
        create temporary table if not exists reported_employer (
          officer_number text collate "C" not null, agency_id uuid not null, spelling_id uuid, person_id uuid
        ) on commit drop;
        create index if not exists reported_officer_person on reported_officer (person_id);
        create index if not exists reported_employer_person on reported_employer (person_id);
        truncate reported_officer, reported_employer
        """;

    public const string CopyOfficers = """
        copy reported_officer (officer_number, first_name, surname, suffix, sort_key, status_code, status_source)
        from stdin (format binary)
        """;

    public const string CopyEmployers = """
        copy reported_employer (officer_number, agency_id, spelling_id) from stdin (format binary)
        """;

    public const string FindPersons = """
        update reported_officer r set person_id = p.id from certification.person p where p.officer_number = r.officer_number
        """;

    public const string AddPersons = """
        with fresh as (
          insert into certification.person (id, officer_number, created_at)
          select kernel.new_id(), officer_number, @now from reported_officer where person_id is null
          returning id, officer_number
        )
        update reported_officer r set person_id = f.id, touched = true from fresh f where f.officer_number = r.officer_number
        """;

    public const string FindEmployed = """
        update reported_employer e set person_id = r.person_id from reported_officer r where r.officer_number = e.officer_number
        """;

    // Taken again when all persons are known: while most are not, each join over them seems to find nobody, and is a loop.
    public const string TakeStatistics = "analyze reported_officer; analyze reported_employer";

    // An older file than the last one says nothing about the present; a history speaks of spells, not of today.
    public const string MarkStale = """
        update reported_officer r set last_report = l.last_report, stale = l.last_report > @as_of
        from (
          select person_id, max(as_of) as last_report from certification.person_report
          where person_id in (select person_id from reported_officer) and kind in ('disciplinary', 'officers')
          group by person_id
        ) l
        where l.person_id = r.person_id
        """;

    // A suffix or a capital letter put right is the same name; it must not read "formerly listed as".
    public const string EndNames = """
        with old as (
          update certification.person_name n set superseded_at = @now
          from reported_officer r
          where n.person_id = r.person_id and not r.stale and n.valid_to is null and n.superseded_at is null
            and (n.first_name, n.surname, n.suffix) is distinct from (r.first_name, r.surname, r.suffix)
            and not (r.recased and n.sort_key = r.sort_key and n.suffix is not distinct from r.suffix)
          returning n.*, lower(n.first_name) = lower(r.first_name) and lower(n.surname) = lower(r.surname) as same_name
        ), ended as (
          insert into certification.person_name
            (id, person_id, first_name, surname, suffix, sort_key, valid_from, valid_to, recorded_at, source_id)
          select kernel.new_id(), person_id, first_name, surname, suffix, sort_key, valid_from, @as_of, @now, source_id
          from old where valid_from < @as_of and not same_name
        )
        update reported_officer r set touched = true, name_from = case when old.same_name then old.valid_from end
        from old where old.person_id = r.person_id
        """;

    public const string AddNames = """
        with added as (
          insert into certification.person_name
            (id, person_id, first_name, surname, suffix, sort_key, valid_from, recorded_at, source_id)
          select kernel.new_id(), person_id, first_name, surname, suffix, sort_key, coalesce(name_from, @as_of), @now, @source
          from reported_officer r
          where not stale and not exists (
            select from certification.person_name n
            where n.person_id = r.person_id and n.valid_to is null and n.superseded_at is null)
          returning person_id
        )
        update reported_officer r set touched = true from added a where a.person_id = r.person_id
        """;

    // An agency's file without a status says nothing of it; a blank in the Commission's own list does. A decision of that day
    // or later stands: a list tells what was decided, and was written before.
    public const string EndStatuses = """
        with old as (
          update certification.status_report s set superseded_at = @now
          from reported_officer r
          where s.person_id = r.person_id and not r.stale and s.valid_to is null and s.superseded_at is null
            and (@commission or r.status_code <> 'NotRecorded')
            and (s.decision_id is null or s.as_of < @as_of)
            and (s.code <> r.status_code
              or @kind = 'officers' and (s.expires_on, s.certification_text, s.remark)
                is distinct from (r.expires_on, r.certification_text, r.remark))
          returning s.*
        ), ended as (
          insert into certification.status_report
            (id, person_id, as_of, valid_to, code, source_text, expires_on, certification_text, remark, decision_id, recorded_at, source_id)
          select kernel.new_id(), person_id, as_of, @as_of, code, source_text, expires_on, certification_text, remark, decision_id,
            @now, source_id
          from old where as_of < @as_of
        )
        update reported_officer r set touched = true from old where old.person_id = r.person_id
        """;

    public const string AddStatuses = """
        with added as (
          insert into certification.status_report
            (id, person_id, as_of, code, source_text, expires_on, certification_text, remark, recorded_at, source_id)
          select kernel.new_id(), person_id, @as_of, status_code, status_source, expires_on, certification_text, remark,
            @now, @source
          from reported_officer r
          where not stale and not exists (
            select from certification.status_report s
            where s.person_id = r.person_id and s.valid_to is null and s.superseded_at is null)
          returning person_id
        )
        update reported_officer r set touched = true from added a where a.person_id = r.person_id
        """;

    // Service with known days came from a history: it ends by a list that names no agency at all, while one that names
    // another agency may name one of several. Newer knowledge of the same service stands.
    public const string EndEmployments = """
        with old as (
          update certification.employment e set superseded_at = @now
          from reported_officer r
          where e.person_id = r.person_id and not r.stale
            and e.ends_on is null and e.gone_by is null and e.superseded_at is null
            and not exists (
              select from reported_employer f where f.person_id = e.person_id and f.agency_id = e.agency_id)
            and (e.starts_on is null or not exists (select from reported_employer f where f.person_id = e.person_id))
            and not exists (select from certification.source s where s.id = e.source_id and s.as_of > @as_of)
          returning e.*, r.last_report
        ), ended as (
          insert into certification.employment
            (id, person_id, agency_id, spelling_id, starts_on, seen_from, last_seen_on, gone_by, rank, appointment_code,
             out_of_state, recorded_at, source_id)
          select kernel.new_id(), person_id, agency_id, spelling_id, starts_on, seen_from,
            coalesce(last_report, last_seen_on), @as_of, rank, appointment_code, out_of_state, @now, source_id
          from old where coalesce(seen_from, starts_on) is null or coalesce(seen_from, starts_on) < @as_of
        )
        update reported_officer r set touched = true from old where old.person_id = r.person_id
        """;

    public const string AddEmployments = """
        with added as (
          insert into certification.employment
            (id, person_id, agency_id, spelling_id, seen_from, out_of_state, recorded_at, source_id)
          select kernel.new_id(), f.person_id, f.agency_id, min(f.spelling_id::text)::uuid, @as_of, false, @now, @source
          from reported_employer f join reported_officer r on r.person_id = f.person_id
          where not r.stale and not exists (
            select from certification.employment e
            where e.person_id = f.person_id and e.agency_id = f.agency_id and e.superseded_at is null
              and (e.ends_on is null and e.gone_by is null
                or exists (select from certification.source s where s.id = e.source_id and s.as_of > @as_of)))
          group by f.person_id, f.agency_id
          returning person_id
        )
        update reported_officer r set touched = true from added a where a.person_id = r.person_id
        """;

    public const string AddReports = """
        with added as (
          insert into certification.person_report (person_id, source_id, kind, as_of, is_commission_list, recorded_at)
          select person_id, @source, @kind, @as_of, @commission, @now
          from reported_officer r
          where not exists (
            select from certification.person_report p
            where p.person_id = r.person_id and p.as_of >= @as_of and p.kind = @kind
              and (p.is_commission_list or not @commission))
          on conflict (person_id, source_id) do nothing
          returning person_id
        )
        update reported_officer r set touched = true from added a where a.person_id = r.person_id
        """;

    public const string Touched = "select person_id from reported_officer where touched order by person_id";

    public static readonly IReadOnlyList<string> InOrder =
    [
        FindPersons, TakeStatistics, AddPersons, FindEmployed, TakeStatistics, MarkStale, EndNames, AddNames, EndStatuses,
        AddStatuses, EndEmployments, AddEmployments, AddReports,
    ];
}
