namespace Post.Certification.Domain;

/// <summary>What a new status does to those on record: which rows are known otherwise now, and what stands in their place.</summary>
internal sealed record TimelineChange(IReadOnlyList<Guid> Superseded, IReadOnlyList<StatusReport> Added);

/// <summary>The statuses of one officer number one after the other: each day has at most one, and each decision's stays traceable.</summary>
internal static class StatusTimeline
{
    /// <summary>
    /// The new status holds from its day on. What began before ends with that day; what files reported of that day or later was
    /// said without knowing of the decision, and stays on the axis of knowledge alone.
    /// </summary>
    /// <param name="known">Rows that nothing superseded.</param>
    /// <param name="status">Open at its end.</param>
    /// <param name="newId">Makes the ids of rows that are cut.</param>
    public static TimelineChange Begin(IEnumerable<StatusReport> known, StatusReport status, Func<Guid> newId)
    {
        var touched = known.Where(s => s.ValidTo is null || s.ValidTo > status.AsOf).OrderBy(s => s.AsOf).ThenBy(s => s.Id).ToList();
        var cut = touched.Where(s => s.AsOf < status.AsOf).Select(s => CutAt(s, status, newId()));
        return new TimelineChange([.. touched.Select(s => s.Id)], [.. cut, status]);
    }

    /// <summary>A decision that took effect later than a day: what is decided now may not reach behind it.</summary>
    public static StatusReport? DecidedAfter(IEnumerable<StatusReport> known, DateOnly day) =>
        known.Where(s => s.DecisionId is not null && s.AsOf > day).MaxBy(s => s.AsOf);

    private static StatusReport CutAt(StatusReport old, StatusReport next, Guid id) => new()
    {
        Id = id,
        PersonId = old.PersonId,
        AsOf = old.AsOf,
        ValidTo = next.AsOf,
        Code = old.Code,
        SourceText = old.SourceText,
        ExpiresOn = old.ExpiresOn,
        CertificationText = old.CertificationText,
        Remark = old.Remark,
        DecisionId = old.DecisionId,
        RecordedAt = next.RecordedAt,
        SourceId = old.SourceId,
    };
}
