namespace Post.Commission.Domain;

/// <summary>What a Commissioner did when the motion was put; a choice that was not given is never a vote in favor.</summary>
internal enum BallotChoice
{
    Absent,
    Yes,
    No,
    Abstain,
    Recused,
}

/// <summary>How a vote ended; nobody chooses it, it is counted.</summary>
internal enum VoteOutcome
{
    Carried,
    Failed,
    NoQuorum,
}

/// <summary>A roll counted under a rule: the numbers, what was needed, and what follows from them.</summary>
internal sealed record Tally(
    int InOffice, int Present, int QuorumNeeded, int Ayes, int Nays, int Abstained, int Recused, int Absent, int VotesNeeded)
{
    public VoteOutcome Outcome => Present < QuorumNeeded ? VoteOutcome.NoQuorum
        : Ayes >= VotesNeeded ? VoteOutcome.Carried
        : VoteOutcome.Failed;

    public string Words => $"{Ayes} in favor, {Nays} against, {Abstained} abstained, {Recused} recused, {Absent} absent; " +
        $"{Present} present of {QuorumNeeded} needed, {Ayes} in favor of {VotesNeeded} needed";

    /// <param name="rule">The rule in force on the day of the meeting.</param>
    /// <param name="seats">Seats there are by law, filled or not.</param>
    /// <param name="roll">One choice for each member in office that day.</param>
    public static Tally Of(VotingRule rule, int seats, IReadOnlyCollection<BallotChoice> roll)
    {
        int Number(BallotChoice choice) => roll.Count(c => c == choice);
        var (ayes, nays, abstained) = (Number(BallotChoice.Yes), Number(BallotChoice.No), Number(BallotChoice.Abstain));
        var recused = Number(BallotChoice.Recused);
        var present = ayes + nays + abstained + (rule.RecusedCountForQuorum ? recused : 0);
        int Whole(ShareOf of) => of switch
        {
            ShareOf.Seats => seats,
            ShareOf.InOffice => roll.Count,
            ShareOf.Present => present,
            ShareOf.Cast => ayes + nays,
            _ => 1,
        };
        return new Tally(
            roll.Count,
            present,
            Needed(Whole(rule.QuorumOf), rule.QuorumNumerator, rule.QuorumDenominator, rule.QuorumMoreThan),
            ayes, nays, abstained, recused, Number(BallotChoice.Absent),
            Needed(Whole(rule.VotesOf), rule.VotesNumerator, rule.VotesDenominator, rule.VotesMoreThan));
    }

    // Whole numbers alone: a third of nine is three, and no rounding of a fraction decides a vote. Never nobody at all.
    private static int Needed(int whole, int numerator, int denominator, bool moreThan)
    {
        var share = whole * numerator;
        return Math.Max(1, moreThan ? (share / denominator) + 1 : (share + denominator - 1) / denominator);
    }
}
