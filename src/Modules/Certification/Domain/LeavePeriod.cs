namespace Post.Certification.Domain;

/// <summary>
/// Days of one leave from a service (12.04(1)(a)4). It is never written: its first day, nature and expected last day are said by the report of
/// the work status, and it ends where that work status ends, so that the two cannot say different things of a day.
/// </summary>
/// <param name="From">Its first day.</param>
/// <param name="LastDay">Its last day; null while it goes on.</param>
/// <param name="ExpectedLastDay">Its last day as the agency said it beforehand, if it did.</param>
/// <param name="NatureCode">Of what nature it is, and never why; null where it was reported before natures were asked for.</param>
/// <param name="Words">Of another nature, which.</param>
public sealed record LeavePeriod(DateOnly From, DateOnly? LastDay, DateOnly? ExpectedLastDay, string? NatureCode, string? Words)
{
    /// <summary>Shares a day with another leave of the same service: concurrent kinds exist, so it is marked and not refused.</summary>
    public bool Overlaps { get; init; }

    public bool Covers(DateOnly day) => From <= day && !(LastDay < day);

    /// <summary>The day on which it was expected to end has passed, and nobody reported the return.</summary>
    public bool IsReturnUnreported(DateOnly today) => LastDay is null && ExpectedLastDay < today;

    private DateOnly End => LastDay ?? DateOnly.MaxValue;

    /// <param name="statuses">Work statuses of one service, each until the next begins.</param>
    /// <param name="leaves">Leaves as reports said them.</param>
    /// <param name="serviceEnds">The last day of the service; nobody is on leave from what ended.</param>
    internal static IReadOnlyList<LeavePeriod> Of(IEnumerable<DatedValue> statuses, IEnumerable<DatedValue> leaves, DateOnly? serviceEnds = null)
    {
        var said = leaves.OrderBy(l => l.From).ThenBy(l => l.Value, StringComparer.Ordinal).ToList();
        return [.. DaysOnLeave(statuses, serviceEnds).SelectMany(days => Marked(Within(days.From, days.Last, said)))];
    }

    private static IEnumerable<(DateOnly From, DateOnly? Last)> DaysOnLeave(IEnumerable<DatedValue> statuses, DateOnly? serviceEnds)
    {
        DateOnly? from = null;
        foreach (var status in statuses.OrderBy(s => s.From))
        {
            if (status.Value is WorkStatusCode.OnLeave) from ??= status.From;
            else if (from is { } begun)
            {
                if (!(begun > serviceEnds)) yield return (begun, Earlier(status.From.AddDays(-1), serviceEnds));
                from = null;
            }
        }

        if (from is { } open && !(open > serviceEnds)) yield return (open, serviceEnds);
    }

    private static List<LeavePeriod> Within(DateOnly first, DateOnly? last, List<DatedValue> said)
    {
        var end = last ?? DateOnly.MaxValue;
        var found = said.Where(l => first <= l.From && l.From <= end).Select(l =>
        {
            var expected = l.Until?.AddDays(-1);
            return new LeavePeriod(l.From, Earlier(expected ?? end, end), expected, l.Value, l.Words);
        }).ToList();
        // A leave that was reported before natures were asked for.
        if (found.Count == 0 || found[0].From > first) found.Insert(0, new LeavePeriod(first, end, null, null, null));

        // An expectation ends no leave: until something else is reported, the one that was to last longest goes on.
        var longest = 0;
        for (var i = 1; i < found.Count; i++)
        {
            if (found[longest].End < found[i].From.AddDays(-1)) found[longest] = found[longest] with { LastDay = found[i].From.AddDays(-1) };
            if (found[i].End > found[longest].End) longest = i;
        }

        found[longest] = found[longest] with { LastDay = end };
        return found.ConvertAll(l => l.End == DateOnly.MaxValue ? l with { LastDay = null } : l);
    }

    private static IEnumerable<LeavePeriod> Marked(List<LeavePeriod> periods) => periods.Select((period, i) => period with
    {
        Overlaps = periods.Where((_, other) => other != i).Any(o => o.From <= period.End && period.From <= o.End),
    });

    private static DateOnly Earlier(DateOnly day, DateOnly? other) => other < day ? other.Value : day;
}

/// <summary>Codes of the vocabulary of work statuses that mean something to the record.</summary>
internal static class WorkStatusCode
{
    public const string OnLeave = "OnLeave";
}

/// <summary>Work statuses and leaves of one service at an agency, as reports said them: each leave begins on a day of the status “on leave”.</summary>
internal sealed record WorkRecord(IReadOnlyList<DatedValue> Statuses, IReadOnlyList<DatedValue> Leaves)
{
    public static readonly WorkRecord Nothing = new([], []);

    public IReadOnlyList<LeavePeriod> Periods() => LeavePeriod.Of(Statuses, Leaves);

    /// <summary>
    /// All that is known once a report says of a day on which status begins, and where it is leave, which. A leave that begins on a day of which
    /// a later word says otherwise is none; of leaves of one nature and day the later word stands, and two natures stand beside each other.
    /// </summary>
    public WorkRecord With(DatedValue said, DatedValue? leave, Guid? replaces)
    {
        List<DatedValue> leaves =
        [
            .. Leaves.Where(l => l.SourceId != replaces && l.SourceId != said.SourceId
                && (l.From != said.From || (leave is not null && l.Value != leave.Value))),
        ];
        // What one leave leaves behind when its report is corrected, another of the same day still says.
        var known = Statuses.Where(s => s.SourceId != replaces).ToList();
        known.AddRange(leaves.Where(l => known.TrueForAll(s => s.From != l.From)).DistinctBy(l => l.From)
            .Select(l => new DatedValue(l.SourceId, l.From, null, WorkStatusCode.OnLeave, null)));
        if (leave is not null) leaves.Add(leave);
        return new WorkRecord(DatedValue.With(known, said, null), [.. leaves.OrderBy(l => l.From).ThenBy(l => l.Value, StringComparer.Ordinal)]);
    }
}
