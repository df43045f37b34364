namespace Post.Certification.Features.ImportOfficers;

/// <summary>
/// What the rows of a status list do, in sets. An officer may stand in several rows, one for each agency; whom a later full
/// list leaves out is queued for a person, and nothing about them changes.
/// </summary>
internal static class OfficersSql
{
    public const string Staging = "certification.staged_officer_row";

    public const string Prepare = $"""
        create temporary table judged on commit drop as
        select s.row_no, s.officer_number, s.first_name, s.surname, s.suffix, s.sort_key, s.recased, s.certificate_kind,
          s.certification_text, s.status_code, s.status_source, s.expires_on, s.remark, s.agency_folded, p.id as person_id,
          g.agency_id, null::text as verdict, null::text as why
        from {Staging} s
        left join certification.person p on p.officer_number = s.officer_number
        left join certification.agency_spelling g on g.folded = s.agency_folded and g.agency_id is not null
        where s.run_id = @source and s.verdict = 'Accepted';
        create index on judged (officer_number);
        analyze judged
        """;

    public const string MarkRepeated = """
        with repeated as (
          select row_no, row_number() over (
            partition by officer_number, first_name, surname, suffix, certificate_kind, certification_text, status_code,
              expires_on, remark, agency_folded order by row_no) as place
          from judged where verdict is null
        )
        update judged j set verdict = 'Unchanged', why = 'The same row stands in the file already.'
        from repeated r where r.row_no = j.row_no and r.place > 1
        """;

    public const string HoldContradictions = """
        with several as (
          select officer_number from judged where verdict is null
          group by officer_number, certificate_kind
          having count(distinct (status_code, coalesce(expires_on, '-infinity'))) > 1
        )
        update judged j set verdict = 'Held', why = 'Two rows of the file give this officer''s status differently.'
        from several s where s.officer_number = j.officer_number and j.verdict is distinct from 'Unchanged'
        """;

    // One row for each officer; the row of a school resource officer's certification adds to the status and is none itself.
    private const string Told = """
        select distinct on (s.officer_number) s.officer_number, s.first_name, s.surname, s.suffix, s.sort_key, s.recased,
          case when s.status_code = 'Certified' and o.officer_number is not null then 'CertifiedSro' else s.status_code end
            as status_code,
          s.status_source, s.expires_on, s.certification_text, s.remark
        from said s
        left join (
          select distinct officer_number from said where certificate_kind = 'Sro' and status_code = 'Certified') o
          on o.officer_number = s.officer_number
        order by s.officer_number, s.certificate_kind, s.sort_key, s.first_name, s.surname, s.suffix nulls last,
          s.certification_text nulls last, s.status_source, s.remark nulls last
        """;

    public const string MarkUnchanged = $"""
        create temporary table told on commit drop as
        with said as (select * from judged where verdict is distinct from 'Held')
        select t.*, p.id as person_id from ({Told}) t join certification.person p on p.officer_number = t.officer_number;
        analyze told;
        with later as (
          select t.officer_number from told t join certification.person_report r on r.person_id = t.person_id
          where r.kind in ('disciplinary', 'officers') group by t.officer_number having max(r.as_of) > @as_of
        )
        update judged j set verdict = 'Unchanged', why = 'The record holds a later list of this officer.'
        from later l where l.officer_number = j.officer_number and j.verdict is null;
        with same as (
          select t.officer_number, t.person_id from told t
          join certification.person_name n on n.person_id = t.person_id and n.valid_to is null and n.superseded_at is null
            and ((n.first_name, n.surname, n.suffix) is not distinct from (t.first_name, t.surname, t.suffix)
              or t.recased and n.sort_key = t.sort_key and n.suffix is not distinct from t.suffix)
          join certification.status_report s on s.person_id = t.person_id and s.valid_to is null and s.superseded_at is null
            and (s.code, s.expires_on, s.certification_text, s.remark)
              is not distinct from (t.status_code, t.expires_on, t.certification_text, t.remark)
          where not exists (
            select from certification.employment e
            where e.person_id = t.person_id and e.ends_on is null and e.gone_by is null and e.superseded_at is null
              and not exists (
                select from judged f where f.officer_number = t.officer_number and f.agency_id = e.agency_id)
              and (e.starts_on is null or not exists (
                select from judged f where f.officer_number = t.officer_number and f.agency_folded is not null)))
        )
        update judged j set verdict = 'Unchanged' from same
        where same.officer_number = j.officer_number and j.verdict is null and (j.agency_folded is null or exists (
          select from certification.employment e
          where e.person_id = same.person_id and e.agency_id = j.agency_id
            and e.ends_on is null and e.gone_by is null and e.superseded_at is null));
        drop table told
        """;

    // Named by every row that spells it, also by repeated and held ones: which of them comes first must not name an agency.
    public const string Agencies = $"""
        select mode() within group (order by agency), false from {Staging}
        where run_id = @source and verdict <> 'Rejected' and agency is not null group by agency_folded
        having bool_or(verdict = 'Accepted')
        """;

    public const string Report = $"""
        with said as (
          select * from {Staging} where run_id = @source and verdict in ('Accepted', 'Unchanged')
        )
        insert into reported_officer (officer_number, first_name, surname, suffix, sort_key, recased, status_code, status_source,
          expires_on, certification_text, remark)
        {Told};
        insert into reported_employer (officer_number, agency_id, spelling_id)
        select distinct s.officer_number, g.agency_id, g.id from {Staging} s
        join certification.agency_spelling g on g.folded = s.agency_folded and g.agency_id is not null
        where s.run_id = @source and s.verdict in ('Accepted', 'Unchanged')
        """;

    // A short list, of decertified officers for one, leaves nearly everybody out and says nothing of them.
    public const string QueueLeftOut = $"""
        set local enable_nestloop = off;
        with earlier as (
          select person_id, max(as_of) as last_named from certification.person_report where kind = @kind
            and source_id <> @source group by person_id
        ), rule as (
          select value from certification.intake_rule
          where code = 'full-list-share' and valid_from <= @as_of order by valid_from desc limit 1
        ), named as (
          select count(*) as officers from earlier e join reported_officer r on r.person_id = e.person_id
        )
        insert into certification.review_item (id, kind, officer_number, person_id, details, as_of, source_id, opened_at)
        select kernel.new_id(), 'LeftOutOfList', p.officer_number, p.id,
          'Not in the latest status list; last named in the one of ' || e.last_named || '.', @as_of, @source, @now
        from earlier e join certification.person p on p.id = e.person_id
        where e.last_named < @as_of
          and not exists (
            select from {Staging} s where s.run_id = @source and s.officer_number = p.officer_number)
          and (select officers from named) >= (select value from rule) * (select count(*) from earlier)
          and not exists (select from earlier where last_named > @as_of)
        on conflict (kind, officer_number, details) do nothing;
        set local enable_nestloop = on
        """;

    public const string CloseReturned = """
        update certification.review_item i set resolved_at = @now, outcome = 'Returned', resolved_by_name = 'Import',
          reason = 'Named again in the status list of ' || @as_of || '.'
        from reported_officer r
        where i.person_id = r.person_id and i.kind = 'LeftOutOfList' and i.resolved_at is null and i.as_of < @as_of and not r.stale
        """;

    public const string QueueServiceNotListed = """
        insert into certification.review_item (id, kind, officer_number, person_id, details, as_of, source_id, opened_at)
        select kernel.new_id(), 'ServiceNotListed', r.officer_number, r.person_id,
          'Service with ' || n.name || ' since ' || e.starts_on || ' has no end, and the status list does not name it.',
          @as_of, @source, @now
        from reported_officer r
        join certification.employment e on e.person_id = r.person_id and e.starts_on is not null
          and e.ends_on is null and e.gone_by is null and e.superseded_at is null
        join certification.source s on s.id = e.source_id and s.as_of <= @as_of
        join certification.law_enforcement_agency_name n on n.agency_id = e.agency_id
          and n.valid_to is null and n.superseded_at is null
        where not r.stale and not exists (
          select from reported_employer f where f.person_id = e.person_id and f.agency_id = e.agency_id)
        on conflict (kind, officer_number, details) do nothing
        """;

    public const string Figures = $"""
        select count(distinct officer_number) as officers, count(distinct agency_folded) as agencies
        from {Staging} where run_id = @source and verdict <> 'Rejected'
        """;
}
