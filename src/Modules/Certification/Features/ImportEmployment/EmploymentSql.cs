namespace Post.Certification.Features.ImportEmployment;

/// <summary>
/// What the rows of an employment history do, in sets. A spell of the record that overlaps a reported one at the same agency
/// is the same service, corrected; knowledge that is later than the file stands.
/// </summary>
internal static class EmploymentSql
{
    public const string Staging = "certification.staged_employment_row";

    // Judged is what something could speak against: officers of the record, those of whom the file has several rows that must
    // be compared, and services with an agency that it spells in several ways. A file of newcomers in good order has hardly any.
    // The staging table has no statistics a role without ownership could take: joined by hashing, or a million look-ups follow.
    public const string Prepare = $"""
        set local enable_nestloop = off;
        create temporary table spelled_apart on commit drop as
        select folded from (
          select folded, count(*) over (partition by agency_id) as of_one
          from certification.agency_spelling where folded = any(@spellings) and agency_id is not null) s
        where of_one > 1;
        create temporary table judged on commit drop as
        select s.row_no, s.officer_number, s.sort_key, s.agency_folded, s.out_of_state, s.rank, s.appointment_code, s.starts_on,
          s.ends_on, s.nature_code, s.separated_on, s.reason, s.misconduct_based, s.during_investigation,
          p.id as person_id, g.agency_id, coalesce(g.agency_id::text collate "C", s.agency_folded) as agency_key,
          null::text as verdict, null::text as why
        from {Staging} s
        left join certification.person p on p.officer_number = s.officer_number
        left join certification.agency_spelling g on g.folded = s.agency_folded
        where s.run_id = @source and s.verdict = 'Accepted'
          and (p.id is not null or @compared::text[] is null or s.officer_number = any(@compared)
            or s.agency_folded in (select folded from spelled_apart));
        drop table spelled_apart;
        set local enable_nestloop = on;
        analyze judged (row_no, person_id, agency_id, officer_number, agency_key, sort_key, starts_on, ends_on)
        """;

    // Services of one officer at one agency of which any two touch more than at their ends; few, whatever the size of the file.
    public const string FindCrowded = """
        create temporary table crowded on commit drop as
        select distinct officer_number, agency_key from (
          select officer_number, agency_key,
            starts_on < max(coalesce(ends_on, 'infinity')) over (
              w rows between unbounded preceding and 1 preceding) or starts_on = lag(starts_on) over w as clashes
          from judged where verdict is null
          window w as (partition by officer_number, agency_key order by starts_on, coalesce(ends_on, 'infinity'), row_no)) spells
        where clashes;
        analyze crowded
        """;

    public const string MarkRepeated = """
        with repeated as (
          select row_no, row_number() over (
            partition by officer_number, agency_key, starts_on, ends_on, rank, appointment_code, nature_code, separated_on, reason,
              misconduct_based, during_investigation order by row_no) as place
          from judged join crowded using (officer_number, agency_key) where verdict is null
        )
        update judged j set verdict = 'Unchanged', why = 'The same row stands in the file already.'
        from repeated r where r.row_no = j.row_no and r.place > 1
        """;

    // Whichever of the overlapping spells comes first, all of them are held: nobody can tell which is right.
    public const string HoldOverlapping = """
        with spells as (
          select row_no, officer_number, agency_key, starts_on, ends_on,
            starts_on < max(coalesce(ends_on, 'infinity')) over (
              w rows between unbounded preceding and 1 preceding) or starts_on = lag(starts_on) over w as clashes
          from judged join crowded using (officer_number, agency_key) where verdict is null
          window w as (partition by officer_number, agency_key order by starts_on, coalesce(ends_on, 'infinity'), row_no)
        ), islands as (
          select row_no, clashes, officer_number, agency_key, count(*) filter (where clashes is not true) over (
            partition by officer_number, agency_key order by starts_on, coalesce(ends_on, 'infinity'), row_no) as island
          from spells
        ), clashing as (
          select officer_number, agency_key, island from islands where clashes group by officer_number, agency_key, island
        )
        update judged j set verdict = 'Held', why = 'Two rows of the file give this service at the same time and differ.'
        from islands i join clashing c using (officer_number, agency_key, island) where i.row_no = j.row_no
        """;

    public const string MarkUnchanged = """
        update judged j set verdict = 'Unchanged'
        from certification.employment e
        where j.verdict is null and e.person_id = j.person_id and e.agency_id = j.agency_id and e.superseded_at is null
          and e.starts_on = j.starts_on and e.out_of_state = j.out_of_state
          and (e.ends_on, e.rank, e.appointment_code) is not distinct from (j.ends_on, j.rank, j.appointment_code)
          and (j.ends_on is not null or e.gone_by is null or e.gone_by > @as_of)
          and (j.nature_code is null or exists (
            select from certification.employment_separation d
            where d.person_id = j.person_id and d.agency_id = j.agency_id and d.superseded_at is null
              and d.separated_on = j.separated_on and d.nature_code = j.nature_code
              and (d.reason, d.misconduct_based, d.during_investigation)
                is not distinct from (j.reason, j.misconduct_based, j.during_investigation)))
        """;

    public const string MarkOutdated = """
        update judged j set verdict = 'Unchanged', why = 'The record holds a later report of this service.'
        from certification.employment e join certification.source s on s.id = e.source_id
        where j.verdict is null and e.person_id = j.person_id and e.agency_id = j.agency_id and e.superseded_at is null
          and e.starts_on is not null
          and (e.starts_on = j.starts_on
            or e.starts_on < coalesce(j.ends_on, 'infinity') and j.starts_on < coalesce(e.ends_on, e.gone_by, 'infinity'))
          and (s.as_of > @as_of or exists (
            select from certification.employment_confirmation c
            where c.person_id = e.person_id and c.agency_id = e.agency_id and c.as_of > @as_of))
        """;

    // Named by every row that spells it, also by repeated and held ones: which of them comes first must not name an agency.
    public const string Agencies = $"""
        select mode() within group (order by agency), bool_or(out_of_state) from {Staging}
        where run_id = @source and verdict <> 'Rejected' group by agency_folded
        having bool_or(verdict = 'Accepted')
        """;

    public const string Stage = $"""
        create temporary table staged on commit drop as
        select row_no, verdict, officer_number, first_name, surname, suffix, sort_key, agency_folded, out_of_state, rank,
          appointment_code, starts_on, ends_on, nature_code, nature_source, separated_on, reason, misconduct_based,
          during_investigation
        from {Staging} where run_id = @source and verdict in ('Accepted', 'Unchanged');
        analyze staged
        """;

    public const string CreateSpells = """
        create temporary table spell on commit drop as
        select s.*, p.id as person_id, g.agency_id, g.id as spelling_id, l.listed_on
        from staged s
        join certification.person p on p.officer_number = s.officer_number
        join certification.agency_spelling g on g.folded = s.agency_folded
        left join (
          select person_id, max(as_of) as listed_on from certification.person_report
          where kind in ('disciplinary', 'officers') group by person_id) l on l.person_id = p.id
        where s.verdict = 'Accepted';
        analyze spell
        """;

    // Service that a list still showed after the reported end is another one: the officer came back.
    public const string FindReplaced = """
        create temporary table replaced on commit drop as
        select distinct on (e.id) e.id, f.row_no, e.ends_on, e.seen_from, e.last_seen_on, e.gone_by, e.person_id, e.agency_id
        from spell f
        join certification.employment e on e.person_id = f.person_id and e.agency_id = f.agency_id and e.superseded_at is null
        where e.starts_on = f.starts_on
          or coalesce(e.starts_on, e.seen_from, '-infinity') < coalesce(f.ends_on, 'infinity')
            and f.starts_on < coalesce(e.ends_on, e.gone_by, 'infinity')
            and not (e.starts_on is null and e.gone_by is null and f.ends_on is not null and f.ends_on < f.listed_on)
        order by e.id, f.starts_on desc;
        analyze replaced
        """;

    public const string Supersede = """
        update certification.employment e set superseded_at = @now from replaced r where r.id = e.id
        """;

    public const string SupersedeSeparations = """
        update certification.employment_separation d set superseded_at = @now
        from spell f left join replaced r on r.row_no = f.row_no
        where d.person_id = f.person_id and d.agency_id = f.agency_id and d.superseded_at is null
          and (d.separated_on = f.separated_on and d.nature_code = f.nature_code
              and (d.reason, d.misconduct_based, d.during_investigation)
                is distinct from (f.reason, f.misconduct_based, f.during_investigation)
            or d.nature_code <> 'Suspension' and d.separated_on = r.ends_on
              and (d.separated_on, d.nature_code) is distinct from (f.separated_on, f.nature_code))
        """;

    public const string AddSpells = """
        insert into certification.employment (id, person_id, agency_id, spelling_id, starts_on, ends_on, seen_from, last_seen_on,
          gone_by, rank, appointment_code, out_of_state, recorded_at, source_id)
        select kernel.new_id(), f.person_id, f.agency_id, f.spelling_id, f.starts_on, f.ends_on, r.seen_from,
          case when f.ends_on is null and f.gone_by is not null then greatest(r.last_seen_on, @as_of) else r.last_seen_on end,
          f.gone_by, f.rank, f.appointment_code, f.out_of_state, @now, @source
        from (
          select f.*, case
              when f.ends_on is not null or r.still_open then null
              when r.gone_by > @as_of then r.gone_by
              when r.row_no is null and f.listed_on > @as_of and not exists (
                select from certification.employment e where e.person_id = f.person_id
                  and e.ends_on is null and e.gone_by is null and e.superseded_at is null) then f.listed_on end as gone_by
          from spell f left join carried r on r.row_no = f.row_no) f
        left join carried r on r.row_no = f.row_no
        """;

    // What lists saw of a service goes with it to the spell it proved to be.
    public const string Carry = """
        create temporary table carried on commit drop as
        select row_no, min(seen_from) as seen_from, max(last_seen_on) as last_seen_on, max(gone_by) as gone_by,
          bool_or(ends_on is null and gone_by is null) as still_open
        from replaced group by row_no;
        analyze carried
        """;

    public const string AddSeparations = """
        insert into certification.employment_separation (id, person_id, agency_id, spelling_id, separated_on, nature_code,
          nature_source, reason, misconduct_based, during_investigation, recorded_at, source_id)
        select kernel.new_id(), person_id, agency_id, spelling_id, separated_on, nature_code, nature_source, reason,
          misconduct_based, during_investigation, @now, @source
        from spell where nature_code is not null
        on conflict (person_id, agency_id, separated_on, nature_code) where superseded_at is null do nothing
        """;

    public const string AddReports = """
        insert into certification.person_report (person_id, source_id, kind, as_of, is_commission_list, recorded_at)
        select distinct f.person_id, @source, @kind, @as_of, @commission, @now from spell f
        where not exists (
          select from certification.person_report p
          where p.person_id = f.person_id and p.kind = @kind and p.as_of >= @as_of)
        on conflict (person_id, source_id) do nothing
        """;

    public const string Confirm = """
        insert into certification.employment_confirmation (person_id, agency_id, source_id, as_of, recorded_at)
        select distinct e.person_id, e.agency_id, @source, @as_of, @now
        from staged s
        join certification.person p on p.officer_number = s.officer_number
        join certification.agency_spelling g on g.folded = s.agency_folded
        join certification.employment e on e.person_id = p.id and e.agency_id = g.agency_id and e.superseded_at is null
          and e.starts_on = s.starts_on and e.ends_on is not distinct from s.ends_on
        join certification.source x on x.id = e.source_id
        where s.verdict = 'Unchanged' and x.as_of < @as_of and not exists (
          select from certification.employment_confirmation c
          where c.person_id = e.person_id and c.agency_id = e.agency_id and c.as_of >= @as_of)
        on conflict do nothing
        """;

    // Whoever leaves during an investigation, or over misconduct, may have a matter that nobody has determined (8.06(4)(b)1.i).
    public const string QueueSeparations = """
        insert into certification.review_item (id, kind, officer_number, person_id, details, as_of, source_id, source_row, opened_at)
        select kernel.new_id(), 'SeparationUnderInvestigation', officer_number, person_id,
          'Left on ' || separated_on || case when during_investigation = 'Yes' then ' during an investigation by the agency.'
            else ' over misconduct.' end, @as_of, @source, row_no, @now
        from spell where 'Yes' in (misconduct_based, during_investigation)
        on conflict (kind, officer_number, details) do nothing
        """;

    public const string Touched = "select distinct person_id from spell order by person_id";
}
