namespace Post.PublicDatabase.Gate;

/// <summary>
/// The rows that fire because a person has set a restriction by one of their clauses: one mechanism for all of them.
/// What is flagged and not decided holds the item; a part that can be cut out is redacted where the row allows it (8.07(2)).
/// </summary>
internal static class RestrictionRows
{
    public static RowAnswer? AnyStands(TableRow row, IReadOnlyList<Restriction> restrictions)
    {
        GateResult? strongest = null;
        foreach (var restriction in restrictions)
        {
            if (!row.Clauses.Contains(restriction.Clause)) continue;
            if (ResultOf(row, restriction) is not { } result) continue;
            if (strongest is null || result > strongest) strongest = result;
        }

        return strongest is { } found ? new RowAnswer(found) { Remarks = true } : null;
    }

    /// <summary>
    /// A bar with two limbs needs both; while one is in doubt and the other not cleared, the item is held.
    /// </summary>
    public static RowAnswer? BothLimbsStand(TableRow row, IReadOnlyList<Restriction> restrictions)
    {
        var first = StateOf(row.Clauses[0], restrictions);
        var second = StateOf(row.Clauses[1], restrictions);
        var whole = AnyStands(row with { Clauses = [row.Clauses[2]] }, restrictions);
        if (first is null || second is null) return whole;
        if (first is RestrictionState.Cleared || second is RestrictionState.Cleared) return whole;
        var both = first is RestrictionState.Active && second is RestrictionState.Active ? row.Result : GateResult.Hold;
        return whole is { } stands && stands.Result > both ? whole : new RowAnswer(both) { Remarks = true };
    }

    /// <summary>Several restrictions by one clause: the one that bars most counts.</summary>
    public static RestrictionState? StateOf(string clause, IReadOnlyList<Restriction> restrictions)
    {
        RestrictionState? state = null;
        foreach (var restriction in restrictions)
        {
            if (restriction.Clause != clause) continue;
            if (restriction.State is RestrictionState.Active) return RestrictionState.Active;
            if (state is not RestrictionState.Pending) state = restriction.State;
        }

        return state;
    }

    private static GateResult? ResultOf(TableRow row, Restriction restriction) => restriction.State switch
    {
        RestrictionState.Cleared => null,
        RestrictionState.Pending => GateResult.Hold,
        RestrictionState.Active when row.Result is GateResult.PublishRedacted && !restriction.Separable =>
            GateResult.Withhold,
        RestrictionState.Active => row.Result,
        _ => throw new InvalidOperationException($"Unknown state of a restriction: {restriction.State}."),
    };
}
