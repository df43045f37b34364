using Post.Certification.Domain;

namespace Post.Certification.Records;

/// <summary>How a record stands; worked out when it is read, never entered.</summary>
public enum RecordState
{
    /// <summary>Nothing was said of it.</summary>
    Pending,
    Absent,

    /// <summary>Held, and something of it lacks.</summary>
    Incomplete,
    Complete,
    Nil,
    SameRecord,

    /// <summary>Not asked for, and not counted.</summary>
    NotApplicable,
}

/// <summary>How a record stands, with what it lacks in words.</summary>
public sealed record RecordStanding(RecordState State, IReadOnlyList<string> Missing)
{
    public bool Fills => State is RecordState.Complete or RecordState.Nil or RecordState.SameRecord;

    public bool Counts => State is not RecordState.NotApplicable;

    public string Words => State switch
    {
        RecordState.Pending => "Nothing said yet",
        RecordState.Absent => "Not held",
        RecordState.Incomplete => "Incomplete",
        RecordState.Complete => "Held",
        RecordState.Nil => "None, attested",
        RecordState.SameRecord => "Same record as for the officer",
        RecordState.NotApplicable => "Not asked for",
        _ => throw new InvalidOperationException($"{State} has no words."),
    };

    private static RecordStanding Plain(RecordState state) => new(state, []);

    /// <param name="entry">What the agency said last; null where nothing.</param>
    /// <param name="same">For a record that is the same as another, what was said of that one; it fills no more than that one does.</param>
    internal static RecordStanding Of(RecordEntry? entry, RecordEntry? same) => entry switch
    {
        null => Plain(RecordState.Pending),
        { Holding: RecordHolding.Absent } => Plain(RecordState.Absent),
        { Holding: RecordHolding.Nil } => Plain(RecordState.Nil),
        { Holding: RecordHolding.SameRecord } => Of(same, null) is { Fills: true } ? Plain(RecordState.SameRecord) : new(RecordState.Incomplete, ["The record of the officer, which this one is, is not complete"]),
        { Missing.Length: > 0 } => new(RecordState.Incomplete, entry.Missing),
        _ => Plain(RecordState.Complete),
    };

    /// <summary>
    /// A condition is asked about once its day has passed. What the Commission found met, or lifted, is on record; that one was marked as
    /// missed by its day is not yet the agency's word that it was not satisfied (12.04(1)(b)8).
    /// </summary>
    internal static RecordStanding OfCondition(CertificationCondition condition, RecordEntry? entry, DateOnly today) => (condition.State, entry) switch
    {
        (_, not null) => Of(entry, null),
        (ConditionState.Met or ConditionState.Lifted, _) => Plain(RecordState.Complete),
        _ when condition.State is ConditionState.Missed || condition.DueOn < today => new(RecordState.Incomplete, ["Whether it was satisfied"]),
        _ => Plain(RecordState.NotApplicable),
    };

    /// <summary>A designated record is asked for from its day on, of the cycle that was the present one then and of each later one.</summary>
    internal static bool IsAskedFor(RecordDesignation designation, CertificationCycle cycle, DateOnly today) =>
        designation.OfType == cycle.Type && designation.EffectiveOn <= today && !(designation.EndedOn <= today) && !(cycle.NextOpenedOn <= designation.EffectiveOn);
}
