using System.Collections.Frozen;

namespace Post.PublicDatabase.Gate;

/// <summary>What a row sees.</summary>
internal sealed record GateQuestion(ItemFacts Facts, PublicationRules Rules, DateOnly Today);

/// <summary>What a matching row says; one that only remarks, as a bar does, never publishes by itself.</summary>
internal sealed record RowAnswer(GateResult Result)
{
    public string? Notation { get; init; }

    public string? StatusLabel { get; init; }

    public bool Remarks { get; init; }
}

/// <summary>
/// Decides for the public database whether an item is shown (8.06(3)-(6)). Pure: the same facts, rules and day give the
/// same decision. All rows of the table are asked and the strongest answer wins; where none publishes, or the gate
/// itself fails, the item is withheld.
/// </summary>
internal static class PublicationGate
{
    private static readonly FrozenDictionary<string, Func<GateQuestion, RowAnswer?>> s_computed =
        new Dictionary<string, Func<GateQuestion, RowAnswer?>>
        {
            ["1"] = GeneralRows.Row1OtherChannel,
            ["2"] = PersonRows.Row2OutsidePopulation,
            ["3"] = GeneralRows.Row3FormNotListed,
            ["4"] = GeneralRows.Row4NotHeld,
            ["5"] = GeneralRows.Row5Unscreened,
            ["22"] = GeneralRows.Row22RelativeIsOfficer,
            ["27"] = GeneralRows.Row27OneLimbOnly,
            ["31"] = ComplaintRows.Row31Pending,
            ["32"] = ComplaintRows.Row32NotAdverse,
            ["33"] = ComplaintRows.Row33DeterminedUnwarranted,
            ["34"] = ComplaintRows.Row34NeedsDetermination,
            ["35"] = ComplaintRows.Row35Adverse,
            ["36"] = ComplaintRows.Row36AdverseAndChallenged,
            ["37"] = ComplaintRows.Row37Reversed,
            ["42"] = GeneralRows.Row42PetitionPending,
            ["43"] = GeneralRows.Row43StatementOnFile,
            ["52"] = PersonRows.Row52FormerOfficer,
            ["54"] = PersonRows.Row54ChallengeBeforeTheCommission,
            ["55"] = PersonRows.Row55ChallengeOutside,
            ["56"] = GeneralRows.Row56DocumentWithBarredParts,
            ["57"] = GeneralRows.Row57DocumentNotFinal,
            ["58"] = GeneralRows.Row58SmallCell,
            ["59"] = GeneralRows.Row59ParticularIndividual,
            ["60"] = GeneralRows.Row60AddedForm,
            ["61"] = GeneralRows.Row61ListedForm,
        }.ToFrozenDictionary();

    // In the order of the table, each with its own way to be asked, where it has one.
    private static readonly (TableRow Row, Func<GateQuestion, RowAnswer?>? Computed)[] s_rows =
        [.. PublicationTable.Current.Rows.Select(r => (r, r.Kind is RowKind.Computed ? s_computed.GetValueOrDefault(r.Number) : null))];

    public static IReadOnlyCollection<string> ComputedRows => s_computed.Keys;

    public static GateDecision Decide(ItemFacts facts, PublicationRules rules, DateOnly today)
    {
        try
        {
            RefuseUnknownClauses(facts);
            return Ask(new GateQuestion(facts, rules, today));
        }
        catch (Exception failure)
        {
            // An error withholds (8.06(4)); its words are stored with the decision, where staff see them.
            return new GateDecision(GateResult.Withhold, [], ["8.06(4)"], [])
            {
                Failure = $"{failure.GetType().Name}: {failure.Message}",
            };
        }
    }

    private static void RefuseUnknownClauses(ItemFacts facts)
    {
        if (facts.Restrictions.Count == 0) return;
        var unknown = facts.Restrictions.FirstOrDefault(r =>
            !PublicationTable.Current.RestrictionClauses.Contains(r.Clause));
        if (unknown is null) return;
        throw new InvalidOperationException($"No row of the table restricts by {unknown.Clause}.");
    }

    private static GateDecision Ask(GateQuestion question)
    {
        var heard = question.Rules.Heard;
        var unrestricted = question.Facts.Restrictions.Count == 0;
        foreach (var (row, computed) in s_rows)
        {
            // Most items have none: two rows in three need not be asked.
            if (unrestricted && row.Kind is not RowKind.Computed) continue;
            if ((computed is null ? AnswerOf(row, question) : computed(question)) is { } answer) heard = heard.Then(row, answer);
        }

        return heard.Decision ??= Combine(heard.All());
    }

    private static RowAnswer? AnswerOf(TableRow row, GateQuestion question) => row.Kind switch
    {
        RowKind.Restriction => RestrictionRows.AnyStands(row, question.Facts.Restrictions),
        RowKind.BothLimbs => RestrictionRows.BothLimbsStand(row, question.Facts.Restrictions),
        _ => throw new InvalidOperationException($"Row {row.Number} has no way to be asked."),
    };

    private static GateDecision Combine(IReadOnlyList<(TableRow Row, RowAnswer Answer)> matched)
    {
        // A row that only remarks cannot settle an item: with nothing else, one flagged bar must not weaken "withhold".
        var settled = matched.Any(m => !m.Answer.Remarks);
        var result = settled ? matched.Max(m => m.Answer.Result) : GateResult.Withhold;
        var shown = result < GateResult.Hold;
        return new GateDecision(
            result,
            [.. matched.Select(m => m.Row.Number)],
            matched.Count == 0 ? ["8.06(4)"] : [.. matched.SelectMany(m => m.Row.Clauses).Distinct()],
            shown ? [.. matched.Select(m => m.Answer.Notation).OfType<string>().Distinct()] : [])
        {
            StatusLabel = shown ? matched.Select(m => m.Answer.StatusLabel).FirstOrDefault(l => l is not null) : null,
        };
    }
}
