using Post.Standards.Contracts;

namespace Post.PublicDatabase.Gate;

/// <summary>
/// Rows about complaints: nothing about a complaint is public unless it ended adversely to the officer, or in a way
/// determined to be unwarranted (8.06(4)(b)1.i). A complaint with several allegations is listed for those that may be.
/// </summary>
internal static class ComplaintRows
{
    private static readonly RowAnswer s_withhold = new(GateResult.Withhold);

    /// <summary>
    /// Pending discipline keeps the whole entry back, and so does a complaint nothing of which has ended.
    /// </summary>
    public static RowAnswer? Row31Pending(GateQuestion q)
    {
        if (q.Facts.Matter is not { } matter) return PublicForms.IsDisciplinary(q.Facts.Form) ? s_withhold : null;
        if (matter.Discipline.Contains(DisciplineState.Pending)) return s_withhold;
        var open = matter.Endings.Count == 0 || matter.Endings.Any(e => !e.Final);
        return open && !AnyListable(matter, q.Rules) ? s_withhold : null;
    }

    public static RowAnswer? Row32NotAdverse(GateQuestion q) =>
        q.Facts.Matter is { } matter
        && !AnyListable(matter, q.Rules)
        && matter.Endings.Any(e => e.Final && q.Rules.AdversityOf(e.DispositionCode) is Adversity.NotAdverse)
            ? s_withhold
            : null;

    public static RowAnswer? Row33DeterminedUnwarranted(GateQuestion q) =>
        q.Facts.Matter is { } matter && matter.Endings.Any(e => IsUnwarranted(e, q.Rules))
            ? new RowAnswer(GateResult.PublishWithNotation)
            {
                Notation = "The Commission determined this resolution unwarranted",
            }
            : null;

    public static RowAnswer? Row34NeedsDetermination(GateQuestion q) =>
        q.Facts.Matter is { } matter
        && !AnyListable(matter, q.Rules)
        && matter.Endings.Any(e => q.Rules.AdversityOf(e.DispositionCode) is Adversity.NeedsDetermination)
            ? new RowAnswer(GateResult.Hold)
            : null;

    public static RowAnswer? Row35Adverse(GateQuestion q) =>
        q.Facts.Forums.Count == 0 && EndedAdversely(q) ? new RowAnswer(GateResult.Publish) : null;

    public static RowAnswer? Row36AdverseAndChallenged(GateQuestion q) =>
        q.Facts.Forums.Count > 0 && EndedAdversely(q)
            ? new RowAnswer(GateResult.PublishWithNotation)
            {
                Notation = string.Join("; ", q.Facts.Forums.Order(StringComparer.Ordinal).Select(q.Rules.NotationFor)),
            }
            : null;

    /// <summary>
    /// What may be a reversal waits for a person as one that is keeps the entry back (8.06(4)(b)1.j).
    /// </summary>
    public static RowAnswer? Row37Reversed(GateQuestion q)
    {
        if (q.Facts.Matter is not { } matter) return null;
        if (matter.Vacated || matter.Discipline.Contains(DisciplineState.Reversed)) return s_withhold;
        return matter.Discipline.Contains(DisciplineState.Unclear) ? new RowAnswer(GateResult.Hold) : null;
    }

    public static bool AnyListable(MatterFacts matter, PublicationRules rules) =>
        matter.Endings.Any(e => IsAdverse(e, rules) || IsUnwarranted(e, rules));

    private static bool EndedAdversely(GateQuestion q) =>
        q.Facts.Matter is { } matter && matter.Endings.Any(e => IsAdverse(e, q.Rules));

    private static bool IsAdverse(Ending ending, PublicationRules rules) =>
        ending.Final && rules.AdversityOf(ending.DispositionCode) is Adversity.Adverse;

    // What a separation or a settlement left open is published through this finding too (T-18).
    private static bool IsUnwarranted(Ending ending, PublicationRules rules) =>
        ending is { Final: true, DeterminedUnwarranted: true }
        && rules.AdversityOf(ending.DispositionCode) is not Adversity.Adverse;
}
