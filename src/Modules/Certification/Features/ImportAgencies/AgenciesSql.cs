namespace Post.Certification.Features.ImportAgencies;

/// <summary>
/// What the rows of the register do, in sets: agencies are found by any spelling, confirmed, renamed from a day, and given
/// the spellings the register says are theirs.
/// </summary>
internal static class AgenciesSql
{
    public const string Staging = "certification.staged_agency_row";

    // An agency is known by its name, else by the name the row says it had before.
    public const string Prepare = $"""
        create temporary table judged on commit drop as
        select s.row_no, s.name, s.name_folded, s.kind, s.county, s.previous_folded, s.name_from, s.recased, s.other_names,
          s.other_folded, coalesce(g.agency_id, f.agency_id) as agency_id, null::text as verdict, null::text as why
        from {Staging} s
        left join certification.agency_spelling g on g.folded = s.name_folded
        left join certification.agency_spelling f on f.folded = s.previous_folded
        where s.run_id = @source and s.verdict = 'Accepted'
        """;

    public const string MarkRepeated = """
        with repeated as (
          select row_no, row_number() over (
            partition by name, name_folded, kind, county, previous_folded, name_from, other_folded order by row_no) as place
          from judged
        )
        update judged j set verdict = 'Unchanged', why = 'The same row stands in the file already.'
        from repeated r where r.row_no = j.row_no and r.place > 1
        """;

    public const string HoldContradictions = """
        with twice as (
          select name_folded from judged where verdict is null group by name_folded having count(*) > 1
        ), claimed as (
          select unnest(other_folded || name_folded || previous_folded) as folded, row_no from judged where verdict is null
        ), contested as (
          select c.row_no from claimed c join (
            select folded from claimed group by folded having count(distinct row_no) > 1) s on s.folded = c.folded
          union
          select j.row_no from judged j join twice t on t.name_folded = j.name_folded
          union
          select c.row_no from claimed c join judged j on j.row_no = c.row_no
          join certification.agency_spelling g on g.folded = c.folded and g.state = 'Mapped' and g.agency_id <> j.agency_id
          union
          select c.row_no from claimed c join judged j on j.row_no = c.row_no and j.agency_id is null
          join certification.agency_spelling g on g.folded = c.folded and g.state = 'Mapped'
        )
        update judged j set verdict = 'Held', why = 'One of these names belongs to another agency, in the file or in the record.'
        from contested c where c.row_no = j.row_no and j.verdict is null
        """;

    public const string MarkUnchanged = """
        update judged j set verdict = 'Unchanged'
        from certification.law_enforcement_agency a
        join certification.law_enforcement_agency_listing l on l.agency_id = a.id and l.valid_to is null and l.superseded_at is null
        join certification.law_enforcement_agency_name n on n.agency_id = a.id and n.valid_to is null and n.superseded_at is null
        where j.verdict is null and a.id = j.agency_id and not a.provisional and l.kind = j.kind
          and (j.county is null or l.county = j.county)
          and (n.name = j.name or j.recased and exists (
            select from certification.agency_spelling g where g.folded = j.name_folded and g.spelling = n.name))
          and not exists (
            select from unnest(j.other_folded) as o (folded)
            where not exists (
              select from certification.agency_spelling g where g.folded = o.folded and g.agency_id = j.agency_id));
        update judged j set verdict = 'Unchanged', why = 'The record holds a later register of this agency.'
        from certification.law_enforcement_agency_listing l
        where j.verdict is null and l.agency_id = j.agency_id and l.valid_to is null and l.superseded_at is null
          and l.valid_from > @as_of
        """;

    public const string Stage = $"""
        create temporary table listed on commit drop as
        select s.*, coalesce(g.agency_id, f.agency_id) as agency_id, false as is_new
        from {Staging} s
        left join certification.agency_spelling g on g.folded = s.name_folded
        left join certification.agency_spelling f on f.folded = s.previous_folded
        where s.run_id = @source and s.verdict = 'Accepted';
        update listed set agency_id = kernel.new_id(), is_new = true where agency_id is null
        """;

    public const string AddAgencies = """
        insert into certification.law_enforcement_agency (id, kind, provisional, county, registered_at, changed_at)
        select agency_id, kind, false, county, @now, @now from listed where is_new
        """;

    public const string UpdateAgencies = """
        update certification.law_enforcement_agency a
        set provisional = false, kind = l.kind, county = coalesce(l.county, a.county), changed_at = @now
        from listed l
        where a.id = l.agency_id and not l.is_new
          and (a.provisional or (a.kind, a.county) is distinct from (l.kind, coalesce(l.county, a.county)))
        """;

    public const string EndListings = """
        with old as (
          update certification.law_enforcement_agency_listing g set superseded_at = @now
          from listed l
          where g.agency_id = l.agency_id and g.valid_to is null and g.superseded_at is null
            and (g.kind, g.county) is distinct from (l.kind, coalesce(l.county, g.county))
          returning g.*
        )
        insert into certification.law_enforcement_agency_listing
          (id, agency_id, kind, county, valid_from, valid_to, recorded_at, source_id)
        select kernel.new_id(), agency_id, kind, county, valid_from, @as_of, @now, source_id from old where valid_from < @as_of
        """;

    public const string AddListings = """
        insert into certification.law_enforcement_agency_listing (id, agency_id, kind, county, valid_from, recorded_at, source_id)
        select kernel.new_id(), l.agency_id, l.kind, a.county, @as_of, @now, @source
        from listed l join certification.law_enforcement_agency a on a.id = l.agency_id
        where not exists (
          select from certification.law_enforcement_agency_listing g
          where g.agency_id = l.agency_id and g.valid_to is null and g.superseded_at is null)
        """;

    // The official name of what was only a spelling has held since the first day on record; another name holds from its day.
    public const string EndNames = """
        create temporary table renamed on commit drop as
        select n.id, n.agency_id, n.name, n.valid_from, l.name as new_name,
          g.id is not null as same_name, coalesce(l.name_from, @as_of) as from_day
        from listed l
        join certification.law_enforcement_agency_name n on n.agency_id = l.agency_id and n.valid_to is null and n.superseded_at is null
        left join certification.agency_spelling g on g.folded = l.name_folded and g.spelling = n.name
        where n.name <> l.name and not (l.recased and g.id is not null);
        update certification.law_enforcement_agency_name n set superseded_at = @now from renamed r where r.id = n.id;
        insert into certification.law_enforcement_agency_name (id, agency_id, name, valid_from, valid_to, recorded_at)
        select kernel.new_id(), agency_id, name, least(valid_from, from_day), from_day, @now from renamed
        where not same_name
        """;

    public const string AddNames = """
        insert into certification.law_enforcement_agency_name (id, agency_id, name, valid_from, recorded_at)
        select kernel.new_id(), l.agency_id, l.name,
          case when r.same_name then r.valid_from else coalesce(r.from_day, l.name_from, @as_of) end, @now
        from listed l left join renamed r on r.agency_id = l.agency_id
        where l.is_new or r.id is not null
        """;

    // Every spelling the register gives to an agency: new ones, queued ones of provisional agencies, and its own that waited.
    public const string CreateSpellings = """
        create temporary table claimed on commit drop as
        select l.agency_id, l.name_folded as folded, l.name as spelling from listed l
        union select l.agency_id, l.previous_folded, l.previous_name from listed l where l.previous_folded is not null
        union select l.agency_id, o.folded, o.spelling from listed l
        cross join lateral unnest(l.other_folded, l.other_names) as o (folded, spelling);
        create temporary table settled on commit drop as
        select g.id, g.agency_id as from_agency_id, c.agency_id, g.spelling
        from claimed c join certification.agency_spelling g on g.folded = c.folded and g.state = 'Queued'
        """;

    public const string MapSpellings = """
        insert into certification.agency_spelling (id, folded, spelling, agency_id, state, first_seen_at, first_source_id)
        select kernel.new_id(), folded, min(spelling), agency_id, 'Mapped', @now, @source from claimed c
        where not exists (select from certification.agency_spelling g where g.folded = c.folded)
        group by folded, agency_id;
        insert into certification.agency_spelling_decision
          (id, spelling_id, from_agency_id, agency_id, waited, reason, decided_by_name, decided_at)
        select kernel.new_id(), id, from_agency_id, agency_id, true, 'Given to this agency by the register of ' || @as_of, 'Import', @now
        from settled;
        update certification.agency_spelling g set agency_id = s.agency_id, state = 'Mapped' from settled s where s.id = g.id
        """;

    public const string Touched = "select agency_id from listed order by agency_id";

    public const string Figures = $"""
        select count(distinct name_folded) as agencies, count(distinct county) as counties
        from {Staging} where run_id = @source and verdict <> 'Rejected'
        """;
}
