using FsCheck;
using FsCheck.Fluent;
using Post.Commission.Domain;

namespace Post.Commission.Tests;

[Trait("Clause", "8.03(2) Vote of the Commissioners")]
public sealed class TallyTests
{
    private const int Seats = 9;

    private static readonly Gen<BallotChoice[]> s_rolls =
        from size in Gen.Choose(1, Seats)
        from roll in Gen.Elements(Enum.GetValues<BallotChoice>()).ArrayOf(size)
        select roll;

    private static readonly Gen<VotingRule> s_rules =
        from quorumOf in Gen.Elements(ShareOf.Count, ShareOf.Seats, ShareOf.InOffice)
        from quorum in Gen.Choose(1, Seats)
        from votesOf in Gen.Elements(Enum.GetValues<ShareOf>())
        from numerator in Gen.Choose(1, 3)
        from denominator in Gen.Choose(numerator, 4)
        from moreThan in Gen.Elements(true, false)
        from recused in Gen.Elements(true, false)
        select Rule(
            votesOf, votesOf is ShareOf.Count ? quorum : numerator, votesOf is ShareOf.Count ? 1 : denominator, moreThan, recused,
            quorumOf, quorumOf is ShareOf.Count ? quorum : 1, quorumOf is ShareOf.Count ? 1 : 2, quorumOf is not ShareOf.Count);

    // Five present and five in favor, the rule that ships.
    [Theory]
    [InlineData("YYYYYYYYY", "Carried")]
    [InlineData("YYYYY----", "Carried")]
    [InlineData("YYYYYNNNN", "Carried")]
    [InlineData("YYYYN----", "Failed")]
    [InlineData("YYYYA----", "Failed")]
    [InlineData("YYYYNNNNN", "Failed")]
    [InlineData("YYYY-----", "NoQuorum")]
    [InlineData("YYYYR----", "NoQuorum")]
    [InlineData("YYYYYRRRR", "Carried")]
    [InlineData("YYYYRNNNN", "Failed")]
    [InlineData("RRRRRRRRR", "NoQuorum")]
    [InlineData("---------", "NoQuorum")]
    [InlineData("AAAAAAAAA", "Failed")]
    [InlineData("YYYYY", "Carried")]
    [InlineData("YYYY", "NoQuorum")]
    public void FivePresentAndFiveInFavor(string roll, string outcome) =>
        Assert.Equal(outcome, Count(Rule(ShareOf.Count, 5, 1, false), roll).Outcome.ToString());

    [Theory]
    [InlineData("YYYNN----", "Carried")]
    [InlineData("YYNNA----", "Failed")]
    [InlineData("YYYAA----", "Carried")]
    [InlineData("YYYNNN---", "Failed")]
    [InlineData("YYYYNNN--", "Carried")]
    public void MajorityOfThosePresent_AbstentionsCountAgainst(string roll, string outcome) =>
        Assert.Equal(outcome, Count(Rule(ShareOf.Present, 1, 2, true), roll).Outcome.ToString());

    [Theory]
    [InlineData("YAAAA----", "Carried")]
    [InlineData("YNAAA----", "Failed")]
    [InlineData("YYNAA----", "Carried")]
    [InlineData("AAAAA----", "Failed")]
    public void MajorityOfVotesCast_AbstentionsDoNotCount(string roll, string outcome) =>
        Assert.Equal(outcome, Count(Rule(ShareOf.Cast, 1, 2, true), roll).Outcome.ToString());

    [Theory]
    [InlineData("YYYYYNNNN", 5, "Carried")]
    [InlineData("YYYYNNNNN", 5, "Failed")]
    [InlineData("YYYYY", 5, "Carried")]
    [InlineData("YYYYN--", 5, "Failed")]
    public void MajorityOfAllSeats_VacanciesCountAgainst(string roll, int needed, string outcome)
    {
        var tally = Count(Rule(ShareOf.Seats, 1, 2, true), roll);
        Assert.Equal((needed, outcome), (tally.VotesNeeded, tally.Outcome.ToString()));
    }

    [Theory]
    [InlineData("YYYYNNN", 4, "Carried")]
    [InlineData("YYYNNNN", 4, "Failed")]
    [InlineData("YYYYNNNN", 5, "Failed")]
    public void MajorityOfMembersInOffice_VacanciesDoNotCount(string roll, int needed, string outcome)
    {
        var tally = Count(Rule(ShareOf.InOffice, 1, 2, true), roll);
        Assert.Equal((needed, outcome), (tally.VotesNeeded, tally.Outcome.ToString()));
    }

    // Two thirds of nine is six exactly; of seven, four and two thirds: five.
    [Theory]
    [InlineData("YYYYYYNNN", 6, "Carried")]
    [InlineData("YYYYYNNNN", 6, "Failed")]
    [InlineData("YYYYYNN", 5, "Carried")]
    [InlineData("YYYYNNN", 5, "Failed")]
    public void AtLeastTwoThirds_IsRoundedUpAndNeverDown(string roll, int needed, string outcome)
    {
        var tally = Count(Rule(ShareOf.InOffice, 2, 3, false), roll);
        Assert.Equal((needed, outcome), (tally.VotesNeeded, tally.Outcome.ToString()));
    }

    [Theory]
    [InlineData(false, 4, "NoQuorum")]
    [InlineData(true, 5, "Failed")]
    public void RecusedMember_CountsForQuorumOnlyWhereTheRuleSaysSo(bool counts, int present, string outcome)
    {
        var tally = Count(Rule(ShareOf.Count, 5, 1, false, counts), "YYYYR----");
        Assert.Equal((present, outcome), (tally.Present, tally.Outcome.ToString()));
    }

    [Fact]
    public void OwnRuleOfAKind_GoesBeforeTheGeneralOneAndTheLatestBeforeTheEarlier()
    {
        var general = Rule(ShareOf.Count, 5, 1, false);
        VotingRule Of(string kind, int votes, DateOnly from) => new()
        {
            Id = Guid.NewGuid(),
            VoteKindCode = kind,
            EffectiveFrom = from,
            QuorumOf = ShareOf.Count,
            QuorumNumerator = 5,
            QuorumDenominator = 1,
            QuorumMoreThan = false,
            VotesOf = ShareOf.Count,
            VotesNumerator = votes,
            VotesDenominator = 1,
            VotesMoreThan = false,
            RecusedCountForQuorum = false,
            Source = "test",
        };
        VotingRule[] rules = [general, Of("enforcement", 6, new(2024, 1, 1)), Of("enforcement", 7, new(2025, 1, 1))];

        Assert.Equal(5, VotingRule.For(rules, "other", new(2026, 1, 1))!.VotesNumerator);
        Assert.Equal(5, VotingRule.For(rules, "enforcement", new(2023, 12, 31))!.VotesNumerator);
        Assert.Equal(6, VotingRule.For(rules, "enforcement", new(2024, 12, 31))!.VotesNumerator);
        Assert.Equal(7, VotingRule.For(rules, "enforcement", new(2025, 1, 1))!.VotesNumerator);
        Assert.Null(VotingRule.For(rules, "other", new(2021, 6, 30)));
    }

    [Fact]
    public void EveryBallot_IsCountedOnce() => ForAll((rule, roll) =>
    {
        var tally = Tally.Of(rule, Seats, roll);
        return tally.Ayes + tally.Nays + tally.Abstained + tally.Recused + tally.Absent == roll.Length && tally.InOffice == roll.Length;
    });

    [Fact]
    public void Carried_MeansQuorumAndThresholdAndAtLeastOneInFavor() => ForAll((rule, roll) =>
    {
        var tally = Tally.Of(rule, Seats, roll);
        return tally.Outcome is VoteOutcome.Carried
            == (tally.Present >= tally.QuorumNeeded && tally.Ayes >= tally.VotesNeeded) && tally.VotesNeeded > 0;
    });

    [Fact]
    public void OrderOfTheRoll_DoesNotMatter() => ForAll((rule, roll) =>
        Tally.Of(rule, Seats, roll) == Tally.Of(rule, Seats, [.. roll.Reverse()])
        && Tally.Of(rule, Seats, roll) == Tally.Of(rule, Seats, [.. roll.Order()]));

    [Fact]
    public void NoTurnedIntoYes_NeverUndoesACarriedVote() => ForAll((rule, roll) =>
        Tally.Of(rule, Seats, roll).Outcome is not VoteOutcome.Carried
        || roll.Select((choice, at) => (choice, at)).Where(x => x.choice is BallotChoice.No).All(x =>
            Tally.Of(rule, Seats, [.. roll.Select((c, at) => at == x.at ? BallotChoice.Yes : c)]).Outcome is VoteOutcome.Carried));

    [Fact]
    public void YesTurnedIntoAnythingElse_NeverCarriesWhatDidNot() => ForAll((rule, roll) =>
        Tally.Of(rule, Seats, roll).Outcome is VoteOutcome.Carried
        || roll.Select((choice, at) => (choice, at)).Where(x => x.choice is BallotChoice.Yes).All(x =>
            Tally.Of(rule, Seats, [.. roll.Select((c, at) => at == x.at ? BallotChoice.No : c)]).Outcome is not VoteOutcome.Carried));

    [Fact]
    public void NobodyInFavor_NeverCarries() => ForAll((rule, roll) =>
        roll.Contains(BallotChoice.Yes) || Tally.Of(rule, Seats, roll).Outcome is not VoteOutcome.Carried);

    private static void ForAll(Func<VotingRule, BallotChoice[], bool> holds) =>
        Check.QuickThrowOnFailure(Prop.ForAll(s_rules.ToArbitrary(), s_rolls.ToArbitrary(), holds));

    private static Tally Count(VotingRule rule, string roll) => Tally.Of(rule, Seats, [.. roll.Select(CommissionHost.ChoiceOf)]);

    private static VotingRule Rule(
        ShareOf votesOf, int numerator, int denominator, bool moreThan, bool recusedCount = false, ShareOf quorumOf = ShareOf.Count, int quorum = 5,
        int quorumDenominator = 1, bool quorumMoreThan = false) => new()
        {
            Id = Guid.NewGuid(),
            EffectiveFrom = new DateOnly(2021, 7, 1),
            QuorumOf = quorumOf,
            QuorumNumerator = quorum,
            QuorumDenominator = quorumDenominator,
            QuorumMoreThan = quorumMoreThan,
            VotesOf = votesOf,
            VotesNumerator = numerator,
            VotesDenominator = denominator,
            VotesMoreThan = moreThan,
            RecusedCountForQuorum = recusedCount,
            Source = "test",
        };
}
