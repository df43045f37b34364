using Post.Certification.Domain;

namespace Post.Certification.Fitness;

/// <summary>How an officer stands in one kind of evaluation on a day: the latest one speaks, and nothing follows from it.</summary>
/// <param name="Kind">What was evaluated.</param>
/// <param name="On">The day of the latest evaluation; null where none is on record.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="NextDueOn">When the next is due.</param>
/// <param name="Overdue">That day has passed.</param>
public sealed record FitnessStanding(string Kind, DateOnly? On, string? Outcome, DateOnly? NextDueOn, bool Overdue)
{
    public string KindWords => FitnessWords.OfKind(Kind);
    public string OutcomeWords => Outcome is { } outcome ? FitnessWords.OfOutcome(outcome) : "None on record";
    public string Tone => FitnessWords.ToneOf(Outcome);

    /// <summary>Of each kind one, from the entries that stand.</summary>
    internal static IReadOnlyList<FitnessStanding> Of(IReadOnlyCollection<FitnessEvaluation> entries, DateOnly today) =>
        [.. Enum.GetValues<FitnessKind>().Select(kind => Of(kind, entries, today))];

    private static FitnessStanding Of(FitnessKind kind, IReadOnlyCollection<FitnessEvaluation> entries, DateOnly today)
    {
        var latest = entries.Where(e => e.Kind == kind && e.SupersededAt is null)
            .OrderBy(e => e.EvaluatedOn).ThenBy(e => e.RecordedAt).ThenBy(e => e.Id).LastOrDefault();
        return new FitnessStanding(kind.ToString(), latest?.EvaluatedOn, latest?.Outcome.ToString(), latest?.NextDueOn, latest?.NextDueOn < today);
    }
}
