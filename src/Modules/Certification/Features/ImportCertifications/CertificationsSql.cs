namespace Post.Certification.Features.ImportCertifications;

/// <summary>
/// What the rows of a certification history do, in sets. The first certification of a person is one, and known by its number;
/// every other by number, type and the day it was granted (8.05(1)(a)-(b)).
/// </summary>
internal static class CertificationsSql
{
    public const string Staging = "certification.staged_certificate_row";

    private const string SameCertificate = """
        c.person_id = j.person_id and c.number = j.number and c.type_code = j.type_code and c.superseded_at is null
          and (j.type_code = 'Initial' or c.granted_on = j.granted_on)
        """;

    public const string Prepare = $"""
        create temporary table judged on commit drop as
        select s.row_no, s.officer_number, s.sort_key, s.number, s.type_code, s.status_code, s.status_on, s.decided_on,
          s.granted_on, s.expires_on, s.conditions, p.id as person_id, null::text as verdict, null::text as why
        from {Staging} s left join certification.person p on p.officer_number = s.officer_number
        where s.run_id = @source and s.verdict = 'Accepted';
        analyze judged
        """;

    public const string MarkRepeated = """
        with repeated as (
          select row_no, row_number() over (
            partition by officer_number, number, type_code, status_code, status_on, decided_on, granted_on, expires_on, conditions
            order by row_no) as place
          from judged where verdict is null
        )
        update judged j set verdict = 'Unchanged', why = 'The same row stands in the file already.'
        from repeated r where r.row_no = j.row_no and r.place > 1
        """;

    public const string HoldContradictions = """
        with several as (
          select officer_number, number, type_code, case when type_code <> 'Initial' then granted_on end as granted
          from judged where verdict is null group by 1, 2, 3, 4 having count(*) > 1
        )
        update judged j set verdict = 'Held', why = 'Two rows of the file give this certificate differently.'
        from several s
        where j.verdict is null and j.officer_number = s.officer_number and j.number = s.number and j.type_code = s.type_code
          and (s.granted is null or s.granted = j.granted_on)
        """;

    public const string HoldForeignNumbers = """
        with shared as (
          select number from judged where verdict is null group by number having min(officer_number) <> max(officer_number)
        )
        update judged j set verdict = 'Held', why = 'The file gives this certificate number to several officers.'
        from shared s where s.number = j.number and j.verdict is null;
        update judged j set verdict = 'Held', why = 'The record has this certificate number for another officer.'
        from certification.certificate c
        where c.number = j.number and c.superseded_at is null and j.verdict is null and c.person_id is distinct from j.person_id
        """;

    public const string HoldSecondInitials = $"""
        with second as (
          select officer_number from judged where verdict is null and type_code = 'Initial'
          group by officer_number having count(*) > 1
        )
        update judged j set verdict = 'Held', why = 'The file has two initial certifications; a second is a recertification.'
        from second s where s.officer_number = j.officer_number and j.type_code = 'Initial' and j.verdict is null;
        update judged j set verdict = 'Held', why = 'The record has another initial certification; a second is a recertification.'
        from certification.certificate c
        where c.person_id = j.person_id and c.type_code = 'Initial' and c.superseded_at is null and j.type_code = 'Initial'
          and c.number <> j.number and j.verdict is null
        """;

    public const string HoldTooEarly = """
        with first as (
          select officer_number, min(granted_on) as granted_on from (
            select officer_number, granted_on from judged where verdict is null and type_code = 'Initial'
            union all
            select j.officer_number, c.granted_on from judged j
            join certification.certificate c on c.person_id = j.person_id and c.type_code = 'Initial' and c.superseded_at is null
            where not exists (
              select from judged i where i.officer_number = j.officer_number and i.type_code = 'Initial' and i.verdict is null)
          ) known group by officer_number
        )
        update judged j set verdict = 'Held', why = 'This recertification was granted before the initial certification.'
        from first f
        where f.officer_number = j.officer_number and j.type_code = 'Recertification' and j.granted_on < f.granted_on
          and j.verdict is null
        """;

    public const string MarkUnchanged = $"""
        update judged j set verdict = 'Unchanged'
        from certification.certificate c
        where j.verdict is null and {SameCertificate}
          and (c.status_code, c.status_on, c.decided_on, c.granted_on, c.expires_on, c.conditions)
            is not distinct from (j.status_code, j.status_on, j.decided_on, j.granted_on, j.expires_on, j.conditions)
        """;

    public const string MarkOutdated = $"""
        update judged j set verdict = 'Unchanged', why = 'The record holds a later report of this certificate.'
        from certification.certificate c
        where j.verdict is null and {SameCertificate} and exists (
          select from certification.person_report r
          where r.person_id = j.person_id and r.kind = @kind and r.as_of > @as_of)
        """;

    public const string Stage = $"""
        create temporary table staged on commit drop as
        select row_no, verdict, officer_number, first_name, surname, suffix, sort_key, number, type_code, status_code,
          status_source, status_on, decided_on, granted_on, expires_on, conditions
        from {Staging} where run_id = @source and verdict in ('Accepted', 'Unchanged');
        analyze staged
        """;

    public const string Resolve = """
        create temporary table judged on commit drop as
        select s.*, p.id as person_id from staged s
        join certification.person p on p.officer_number = s.officer_number where s.verdict = 'Accepted';
        analyze judged
        """;

    public const string Supersede = $"""
        update certification.certificate c set superseded_at = @now from judged j where {SameCertificate}
        """;

    public const string Insert = """
        insert into certification.certificate (id, person_id, number, type_code, status_code, status_source, status_on,
          decided_on, granted_on, expires_on, conditions, recorded_at, source_id)
        select kernel.new_id(), person_id, number, type_code, status_code, status_source, status_on, decided_on, granted_on,
          expires_on, conditions, @now, @source
        from judged
        """;

    // Also for rows the record holds already: the file has spoken of them for its day.
    public const string AddReports = """
        insert into certification.person_report (person_id, source_id, kind, as_of, is_commission_list, recorded_at)
        select distinct p.id, @source, @kind, @as_of, @commission, @now
        from staged s join certification.person p on p.officer_number = s.officer_number
        where not exists (
          select from certification.person_report r where r.person_id = p.id and r.kind = @kind and r.as_of >= @as_of)
        on conflict (person_id, source_id) do nothing
        """;

    public const string Touched = "select distinct person_id from judged order by person_id";

    public const string Figures = $"""
        select count(distinct officer_number) as officers, count(distinct number) as certificates
        from {Staging} where run_id = @source and verdict <> 'Rejected'
        """;
}
