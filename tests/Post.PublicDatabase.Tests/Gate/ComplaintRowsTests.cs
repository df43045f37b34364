using Post.PublicDatabase.Gate;
using Post.Standards.Contracts;
using static Post.PublicDatabase.Tests.Gate.Items;

namespace Post.PublicDatabase.Tests.Gate;

[Trait("Clause", "8.06(4)(b)1.i")]
public sealed class ComplaintRowsTests
{
    [Fact]
    [Trait("Clause", "8.06(3)(a)10.b")]
    public void NotFinal_IsWithheldByRow31()
    {
        var decision = Complaint(Open("Sustained")).Decided();

        Assert.Equal(GateResult.Withhold, decision.Result);
        Assert.Equal(["31"], decision.MatchedRows);
        Assert.Equal(["8.06(4)(b)1.i"], decision.Clauses);
    }

    [Fact]
    public void NothingEnded_IsWithheldByRow31() => AssertWithheld("31", Complaint());

    [Fact]
    public void WithoutMatter_IsWithheldByRow31() =>
        AssertWithheld("31", new ItemFacts(PublicForms.Complaint) { Person = Serving });

    [Fact]
    public void DisciplinePending_IsWithheldThoughSustained() =>
        AssertWithheld("31", Complaint(Final("Sustained")).WithDiscipline(DisciplineState.Imposed,
            DisciplineState.Pending));

    [Theory]
    [InlineData("NotSustained")]
    [InlineData("Unfounded")]
    [InlineData("Exonerated")]
    public void NotAdverse_IsWithheldByRow32(string disposition) => AssertWithheld("32", Complaint(Final(disposition)));

    [Fact]
    public void NotAdverseButDeterminedUnwarranted_IsPublishedWithTheBasis()
    {
        var decision = Complaint(Final("Exonerated") with { DeterminedUnwarranted = true }).Decided();

        Assert.Equal(GateResult.PublishWithNotation, decision.Result);
        Assert.Contains("33", decision.MatchedRows);
        Assert.Contains("determined", Assert.Single(decision.Notations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SeparatedBeforeFinding")]
    [InlineData("NeedsDetermination")]
    [InlineData("ACodeNobodyMapped")]
    public void SeparatedOrUnknownEnding_IsHeldByRow34(string disposition)
    {
        var decision = Complaint(Final(disposition)).Decided();

        Assert.Equal(GateResult.Hold, decision.Result);
        Assert.Equal("34", decision.MatchedRows[0]);
        Assert.False(decision.IsShown);
    }

    [Fact]
    public void SeparatedAndDeterminedUnwarranted_IsPublished() =>
        Assert.True(Complaint(Final("SeparatedBeforeFinding") with { DeterminedUnwarranted = true }).Decided().IsShown);

    [Fact]
    [Trait("Clause", "8.06(3)(a)10")]
    public void AdverseAndFinal_IsPublishedByRow35()
    {
        var decision = Complaint(Final("Sustained")).WithDiscipline(DisciplineState.Imposed).Decided();

        Assert.Equal(GateResult.Publish, decision.Result);
        Assert.Equal(["35", "61"], decision.MatchedRows);
        Assert.Contains("8.06(3)(a)10", decision.Clauses);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)11")]
    public void AdverseAndChallengedInArbitration_IsPublishedWithNotation()
    {
        var decision = (Complaint(Final("Sustained")) with { Forums = ["Arbitrator"] }).Decided();

        Assert.Equal(GateResult.PublishWithNotation, decision.Result);
        Assert.Equal(["Challenge pending: arbitration"], decision.Notations);
        Assert.DoesNotContain("35", decision.MatchedRows);
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public void DisciplineReversed_IsWithheldByRow37() =>
        AssertWithheld("37", Complaint(Final("Sustained")).WithDiscipline(DisciplineState.Imposed,
            DisciplineState.Reversed));

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public void DisciplineUnclear_IsHeldByRow37()
    {
        var decision = Complaint(Final("Sustained")).WithDiscipline(DisciplineState.Unclear).Decided();

        Assert.Equal(GateResult.Hold, decision.Result);
        Assert.Contains("37", decision.MatchedRows);
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public void Vacated_IsWithheldByRow37()
    {
        var complaint = Complaint(Final("Sustained"));

        AssertWithheld("37", complaint with { Matter = complaint.Matter! with { Vacated = true } });
    }

    [Fact]
    public void MixedAllegations_TheComplaintIsListedForTheSustainedOne() =>
        Assert.Equal(GateResult.Publish, Complaint(Final("Sustained"), Final("Unfounded"),
            Open("NotSustained")).Decided().Result);

    [Fact]
    public void NotReportable_IsNoListedComplaint()
    {
        var complaint = Complaint(Final("Sustained"));

        AssertWithheld("3", complaint with { Matter = complaint.Matter! with { Reportable = false } });
    }

    private static void AssertWithheld(string row, ItemFacts item)
    {
        var decision = item.Decided();

        Assert.Equal(GateResult.Withhold, decision.Result);
        Assert.Contains(row, decision.MatchedRows);
    }
}
