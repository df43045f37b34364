namespace Post.Commission.Domain;

/// <summary>What a motion may be about, with the clause that asks for the vote.</summary>
internal sealed class VoteKind
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public required string Clause { get; init; }
    public required string Subject { get; init; }
}

/// <summary>Of what number a share is taken; <c>Count</c> is a number of members itself.</summary>
internal enum ShareOf
{
    Count,
    Seats,
    InOffice,
    Present,
    Cast,
}

/// <summary>Quorum and threshold in force from a day, for one kind of vote or for all that have none of their own (8.03(2)).</summary>
internal sealed class VotingRule
{
    public required Guid Id { get; init; }
    public string? VoteKindCode { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required ShareOf QuorumOf { get; init; }
    public required int QuorumNumerator { get; init; }
    public required int QuorumDenominator { get; init; }
    public required bool QuorumMoreThan { get; init; }
    public required ShareOf VotesOf { get; init; }
    public required int VotesNumerator { get; init; }
    public required int VotesDenominator { get; init; }
    public required bool VotesMoreThan { get; init; }
    public required bool RecusedCountForQuorum { get; init; }
    public required string Source { get; init; }
    public string? ConfirmedBy { get; init; }

    public string QuorumWords => Words(QuorumOf, QuorumNumerator, QuorumDenominator, QuorumMoreThan, "present");

    public string VotesWords => Words(VotesOf, VotesNumerator, VotesDenominator, VotesMoreThan, "in favor");

    /// <summary>The rule of a kind on a day: its own before the general one, then the latest.</summary>
    public static VotingRule? For(IEnumerable<VotingRule> rules, string kind, DateOnly on) => rules
        .Where(r => r.EffectiveFrom <= on && (r.VoteKindCode is null || r.VoteKindCode == kind))
        .OrderByDescending(r => r.VoteKindCode is not null)
        .ThenByDescending(r => r.EffectiveFrom)
        .FirstOrDefault();

    private static string Words(ShareOf of, int numerator, int denominator, bool moreThan, string what)
    {
        if (of is ShareOf.Count) return $"{numerator} members {what}";
        var whole = of switch
        {
            ShareOf.Seats => "all seats",
            ShareOf.InOffice => "the members in office",
            ShareOf.Present => "the members present",
            _ => "the votes cast",
        };
        return $"{(moreThan ? "more than" : "at least")} {numerator}/{denominator} of {whole} {what}";
    }
}
