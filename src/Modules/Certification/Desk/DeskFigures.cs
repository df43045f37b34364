using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Rounds;

namespace Post.Certification.Desk;

/// <summary>How far the desk looks ahead and back; dated data.</summary>
public sealed record DeskDays(int Soon, int Conditions, int Rounds);

/// <summary>Applications that wait for a decision; an application may count in several.</summary>
public sealed record ApplicationFigures(int Open, int Late, int Soon, int Ending, int Complete);

/// <summary>Conditions that are open, that fall due, and that were missed and stand before a person.</summary>
public sealed record ConditionFigures(int Open, int Due, int Missed);

/// <summary>An agency that a round waits for.</summary>
public sealed record WaitedAgency(Guid RoundId, Guid AgencyId, string Name, int Missing, int Incomplete)
{
    public int Waiting => Missing + Incomplete;
}

/// <summary>Reports of one agency that wait, and how many of them came late.</summary>
public sealed record ReportingFigures(Guid AgencyId, string Name, int Waiting, int Late);

/// <summary>Where rounds stand, and the agencies they wait for most.</summary>
internal sealed record RoundsAndAgencies(IReadOnlyDictionary<Guid, RoundCounts> Rounds, IReadOnlyList<WaitedAgency> Agencies, int AgenciesInAll);

/// <summary>Reports that wait: in all, and of the agencies with the most late ones.</summary>
public sealed record ReportsWaiting(int Waiting, int Late, int AgenciesInAll, IReadOnlyList<ReportingFigures> Agencies);

/// <summary>Reads the figures of the desk, each question in one statement however large the state is.</summary>
internal sealed class DeskFigures(CertificationDb db)
{
    public const int MostAgencies = 8;

    public async Task<DeskDays> DaysAsync(DateOnly today, CancellationToken ct)
    {
        var rules = await db.Database.SqlQuery<DeskRule>($"""
            select distinct on (code) code as "Code", value::integer as "Days" from certification.intake_rule
            where code in ({IntakeRules.DeskDays}, {IntakeRules.DeskConditionDays}, {IntakeRules.DeskRoundDays}) and valid_from <= {today}
            order by code, valid_from desc
            """).ToDictionaryAsync(r => r.Code, r => r.Days, ct);
        return new DeskDays(rules[IntakeRules.DeskDays], rules[IntakeRules.DeskConditionDays], rules[IntakeRules.DeskRoundDays]);
    }

    public async Task<ApplicationFigures> ApplicationsAsync(DateOnly today, int days, CancellationToken ct)
    {
        var until = today.AddDays(days);
        return (await db.Database.SqlQuery<ApplicationFigures>($"""
            select count(*)::integer as "Open", (count(*) filter (where a.due_on < {today}))::integer as "Late",
              (count(*) filter (where a.due_on <= {until}))::integer as "Soon",
              (count(*) filter (where a.lapses_on between {today} and {until}))::integer as "Ending",
              (count(*) filter (where a.standard_id is not null and not exists (
                select from certification.requirement_standing(a.id, {today}) e where e.is_open)))::integer as "Complete"
            from certification.application a where a.closed_at is null
            """).ToListAsync(ct))[0];
    }

    public async Task<ConditionFigures> ConditionsAsync(DateOnly today, int days, CancellationToken ct)
    {
        var until = today.AddDays(days);
        return (await db.Database.SqlQuery<ConditionFigures>($"""
            select (count(*) filter (where c.state = 'Open'))::integer as "Open",
              (count(*) filter (where c.state = 'Open' and c.due_on <= {until}))::integer as "Due",
              (count(*) filter (where c.state = 'Missed' and exists (
                select from certification.application a where a.person_id = c.person_id and a.kind = 'OwnMotion' and a.closed_at is null)))::integer as "Missed"
            from certification.condition c where c.state in ('Open', 'Missed')
            """).ToListAsync(ct))[0];
    }

    /// <summary>By the one function that says where an officer stands, which is asked once for each round.</summary>
    public async Task<RoundsAndAgencies> RoundsAsync(Guid[] rounds, DateOnly today, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<Standing>($"""
            with s as materialized (
              select r.id as round_id, x.agency_ids, x.state from unnest({rounds}) as r (id) cross join lateral certification.round_standing(r.id, {today}) x),
            waited as (
              select s.round_id, coalesce(x.agency, {Guid.Empty}) as agency, (count(*) filter (where s.state = 'Missing'))::integer as missing,
                (count(*) filter (where s.state = 'Incomplete'))::integer as incomplete
              from s left join lateral unnest(s.agency_ids) as x (agency) on true where s.state in ('Missing', 'Incomplete') group by 1, 2),
            worst as (
              select w.*, (count(*) over ())::integer as agencies, row_number() over (order by w.missing + w.incomplete desc, w.agency, w.round_id) as place
              from waited w order by place limit {MostAgencies})
            select s.round_id as "RoundId", null::uuid as "AgencyId", null as "Name", 0 as "Agencies", 0 as "Place", count(*)::integer as "Officers",
              (count(*) filter (where s.state = 'Missing'))::integer as "Missing", (count(*) filter (where s.state = 'Incomplete'))::integer as "Incomplete",
              (count(*) filter (where s.state = 'Complete'))::integer as "Complete", (count(*) filter (where s.state in ('Decided', 'Renewed')))::integer as "Decided",
              (count(*) filter (where s.state = 'Expired'))::integer as "Expired", (count(*) filter (where s.state in ('Gone', 'Merged')))::integer as "Gone"
            from s group by s.round_id
            union all
            select w.round_id, w.agency, coalesce(n.name, 'No agency on record'), w.agencies, w.place::integer, 0, w.missing, w.incomplete, 0, 0, 0, 0
            from worst w left join certification.law_enforcement_agency_name n on n.agency_id = w.agency and n.valid_to is null and n.superseded_at is null
            """).ToListAsync(ct);
        return new RoundsAndAgencies(
            rows.Where(r => r.AgencyId is null).ToDictionary(
                r => r.RoundId, r => new RoundCounts(r.Officers, r.Missing, r.Incomplete, r.Complete, r.Decided, r.Expired, r.Gone)),
            [.. rows.Where(r => r.AgencyId is not null).OrderBy(r => r.Place).Select(r => new WaitedAgency(r.RoundId, r.AgencyId!.Value, r.Name!, r.Missing, r.Incomplete))],
            rows.Select(r => r.Agencies).DefaultIfEmpty().Max());
    }

    public async Task<ReportsWaiting> ReportsAsync(CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<Reporting>($"""
            with w as (
              select agency_id, count(*)::integer as waiting, (count(*) filter (where not in_time))::integer as late
              from certification.agency_report where state = 'Submitted' group by agency_id)
            select w.agency_id as "AgencyId", n.name as "Name", w.waiting as "Waiting", w.late as "Late", (sum(w.waiting) over ())::integer as "WaitingInAll",
              (sum(w.late) over ())::integer as "LateInAll", (count(*) over ())::integer as "Agencies"
            from w join certification.law_enforcement_agency_name n on n.agency_id = w.agency_id and n.valid_to is null and n.superseded_at is null
            order by w.late desc, w.waiting desc, n.name, w.agency_id limit {MostAgencies}
            """).ToListAsync(ct);
        var first = rows.FirstOrDefault();
        return new ReportsWaiting(
            first?.WaitingInAll ?? 0, first?.LateInAll ?? 0, first?.Agencies ?? 0,
            rows.ConvertAll(r => new ReportingFigures(r.AgencyId, r.Name, r.Waiting, r.Late)));
    }

    private sealed record DeskRule(string Code, int Days);

    private sealed record Standing(
        Guid RoundId, Guid? AgencyId, string? Name, int Agencies, int Place, int Officers, int Missing, int Incomplete, int Complete, int Decided,
        int Expired, int Gone);

    private sealed record Reporting(Guid AgencyId, string Name, int Waiting, int Late, int WaitingInAll, int LateInAll, int Agencies);
}
