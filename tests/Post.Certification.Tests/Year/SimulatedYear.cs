using Post.Certification.Tests.Imports;
using Post.Kernel.Time;

namespace Post.Certification.Tests.Year;

/// <summary>One year of the division on a database of its own: each day its night, what people do, and what follows by itself.</summary>
internal sealed class SimulatedYear : IAsyncDisposable
{
    private static readonly TimeOnly s_opens = new(9, 0);

    private readonly YearAgenda _agenda;
    private readonly YearNights _nights;

    private SimulatedYear(PortalHost host, SimulatedState state, YearAgenda agenda, Cuts cuts, IReadOnlyList<string> jobs)
    {
        (Host, State, _agenda, Cuts, Jobs) = (host, state, agenda, cuts, jobs);
        Desk = new YearDesk(host, cuts);
        _nights = new YearNights(host, cuts, jobs);
    }

    public PortalHost Host { get; }

    public SimulatedState State { get; }

    public YearDesk Desk { get; }

    public Cuts Cuts { get; }

    /// <summary>The nightly jobs that ran.</summary>
    public IReadOnlyList<string> Jobs { get; }

    /// <summary>Days on which nothing ran without a person: the host of the jobs was away, and made up for it when it came back.</summary>
    public IReadOnlySet<DateOnly> Away { get; init; } = new HashSet<DateOnly>();

    /// <summary>All of them, in the order of the state.</summary>
    public IReadOnlyList<Guid> AgencyIds { get; private set; } = [];

    /// <summary>The first ones, with those who report for them.</summary>
    public List<YearAgency> Agencies { get; } = [];

    /// <param name="officers">How many.</param>
    /// <param name="agencies">How many of them employ.</param>
    /// <param name="seed">From which all that happens is drawn.</param>
    /// <param name="cutsIn1000">Of a thousand pieces of work, how many are cut off.</param>
    /// <param name="away">Whether the host of the jobs is away for some days of each month.</param>
    /// <param name="jobs">The nightly jobs to run; all of the division's unless told.</param>
    public static async Task<SimulatedYear> LiveAsync(
        int officers, int agencies, int seed, int cutsIn1000 = 0, bool away = false, IReadOnlyList<string>? jobs = null)
    {
        var host = new PortalHost();
        await host.InitializeAsync();
        var state = new SimulatedState(officers, agencies, seed);
        var year = new SimulatedYear(
            host, state, new YearAgenda(state, seed), cutsIn1000 == 0 ? Cuts.None(host) : new Cuts(host, cutsIn1000, seed), jobs ?? YearNights.All)
        {
            Away = away ? DaysAway(seed) : new HashSet<DateOnly>(),
        };
        try
        {
            await year.BeginAsync();
            var days = year._agenda.Days;
            for (var day = YearAgenda.FirstDay; day <= YearAgenda.LastDay; day = day.AddDays(1)) await year.LiveAsync(day, [.. days[day]]);
            await year.EndAsync();
            return year;
        }
        catch
        {
            await year.DisposeAsync();
            throw;
        }
    }

    public async Task DecideTogetherAsync()
    {
        await Desk.DecideTogetherAsync();
        await _nights.CarryOutAsync();
    }

    /// <summary>The Commission's next list: everybody as the record has them, but for two whom a proceeding reached.</summary>
    public async Task ListAsync()
    {
        var present = (await Host.RowsAsync(PresentSql, r => (Number: r.GetString(0), Label: r.GetString(1), Agency: r.IsDBNull(2) ? "" : r.GetString(2),
            LastDay: r.IsDBNull(3) ? "" : r.GetString(3), InSchools: r.GetBoolean(4)))).ToDictionary(p => p.Number);
        var struck = State.Officers.Where(o => !o.InRound).TakeLast(2).Select(o => o.Number).ToList();
        var listed = State.Officers.Where(o => present.ContainsKey(o.Number)).ToList();
        var rows = listed.Select(o => SimulatedState.Row(
            o, struck.IndexOf(o.Number) switch { 0 => "Suspended", 1 => "Decertified", _ => present[o.Number].Label },
            present[o.Number].Agency, present[o.Number].LastDay));
        var inSchools = listed.Where(o => present[o.Number].InSchools).Select(o => SimulatedState.SchoolRow(o, present[o.Number].Agency, present[o.Number].LastDay));
        rows = rows.Concat(inSchools);
        await Host.BringInAsync("officers", FileDesk.Officers([.. rows]), YearAgenda.ListOn.AddDays(-1));
    }

    public ValueTask DisposeAsync() => new(((IAsyncLifetime)Host).DisposeAsync());

    private async Task BeginAsync()
    {
        Host.Clock.Set(CivilClock.At(YearAgenda.FirstDay, new TimeOnly(0, 1)));
        await Host.BringInAsync("agencies", State.AgenciesFile(), SimulatedState.ListedOn);
        await Host.BringInAsync("officers", State.OfficersFile(), SimulatedState.ListedOn);
        await Host.BringInAsync("certifications", State.CertificatesFile(), SimulatedState.ListedOn);
        // A last day of reports, as the Commission may set it: from September on, holidays left out.
        await Host.ExecuteAsync(LastDaySql);
        var known = (await Host.AgenciesAsync()).ToDictionary(a => a.Name, a => a.Id);
        AgencyIds = [.. State.AgencyNames.Select(n => known[n])];
        foreach (var name in State.AgencyNames.Take(YearAgenda.Reporting)) Agencies.Add(await YearAgency.OpenAsync(Host, Desk, name));

        await Host.SettleAsync();
        await Host.ExecuteAsync("analyze");
        await _nights.PlanAsync();
    }

    private async Task LiveAsync(DateOnly day, IReadOnlyList<Func<SimulatedYear, Task>> acts)
    {
        if (!Away.Contains(day)) await _nights.RunAsync(day);
        if (Host.Clock.GetUtcNow() < CivilClock.At(day, s_opens)) Host.Clock.Set(CivilClock.At(day, s_opens));
        foreach (var act in acts)
        {
            await act(this);
            Host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await _nights.SettleAsync();
    }

    // The last days of the year are lived through, so that everything is made up for.
    private static HashSet<DateOnly> DaysAway(int seed)
    {
        var dice = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 11).SelectMany(month =>
            {
                var first = YearAgenda.FirstDay.AddDays((month * 30) + dice.Next(1, 20));
                return Enumerable.Range(0, dice.Next(2, 10)).Select(first.AddDays);
            }),
        ];
    }

    private async Task EndAsync()
    {
        for (var tries = 0; tries < 3; tries++)
        {
            Host.Clock.Advance(TimeSpan.FromMinutes(31));
            await Host.SettleAsync();
        }
    }

    // The words of the list for each present status, the agency that is served now, and the last day as lists write it. A school resource
    // officer has a second row for that.
    private const string PresentSql = """
        select distinct on (p.officer_number) p.officer_number, case s.code when 'CertifiedSro' then 'Certified' else k.label end, n.name,
          to_char(s.expires_on, 'FMMM/FMDD/YYYY'), s.code = 'CertifiedSro'
        from certification.person p
        join certification.status_report s on s.person_id = p.id and s.valid_to is null and s.superseded_at is null
        join certification.certification_status_code k on k.code = s.code
        left join certification.employment e on e.person_id = p.id and e.ends_on is null and e.gone_by is null and e.superseded_at is null
        left join certification.law_enforcement_agency_name n on n.agency_id = e.agency_id and n.valid_to is null and n.superseded_at is null
        order by p.officer_number, n.name
        """;

    private const string LastDaySql = """
        insert into commission.deadline_rule
          (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code, clause,
           source, effective_from, reason, recorded_at, recorded_by)
        select gen_random_uuid(), code, 2, title, kind, 5, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code,
          clause, 'Set for the simulated year', '2026-09-01', 'Set for the simulated year', '2026-01-01', 'Test'
        from commission.deadline_rule where code = 'agency-report'
        """;
}
