using Post.PublicDatabase.Gate;
using static Post.PublicDatabase.Tests.Gate.Items;

namespace Post.PublicDatabase.Tests.Gate;

public sealed class GeneralRowsTests
{
    [Fact]
    [Trait("Clause", "8.06(3)")]
    public void ListedFormWithoutABar_IsPublishedByRow61()
    {
        var decision = Name().Decided();

        Assert.Equal(GateResult.Publish, decision.Result);
        Assert.Equal(["61"], decision.MatchedRows);
        Assert.Equal(["8.06(3)", "8.06(3)(b)"], decision.Clauses);
    }

    [Theory]
    [Trait("Clause", "8.06(6)(b)")]
    [InlineData("birth-date")]
    [InlineData("middle-name")]
    [InlineData("")]
    public void FormNeitherListedNorAdded_IsWithheldByRow3(string form) =>
        Assert.Contains("3", AssertWithheld(new ItemFacts(form) { Person = Serving }));

    [Fact]
    [Trait("Clause", "8.06(6)(b)")]
    public void FormAddedByGuideline_IsPublishedOnlyWhileTheGuidelineSaysSo()
    {
        var suffix = new ItemFacts(PublicForms.Suffix) { Person = Serving };
        var without = RulesOfTheDay.With("G-FORMS", """{"shown": [], "withheld": [], "formerName": "Never"}""");

        Assert.Equal(["60"], suffix.Decided().MatchedRows);
        Assert.Equal(GateResult.Withhold, PublicationGate.Decide(suffix, without, RulesOfTheDay.Day).Result);
    }

    [Theory]
    [InlineData(nameof(Channel.RecordsRequest))]
    [InlineData(nameof(Channel.LegalProcess))]
    [InlineData(nameof(Channel.DataSubjectAccess))]
    [InlineData(nameof(Channel.Partner))]
    public void OtherChannel_IsNotAnsweredHere(string channel) =>
        Assert.Contains("1", AssertWithheld(Name() with { Channel = Enum.Parse<Channel>(channel) }));

    [Fact]
    public void ParticularIndividual_SeesNothingWithoutATier() =>
        Assert.Contains("59", AssertWithheld(Name() with { Channel = Channel.ParticularIndividual }));

    [Fact]
    [Trait("Clause", "8.06(3)")]
    public void NotHeld_ReadsLikeWithheld() => Assert.Contains("4", AssertWithheld(Name() with { Held = false }));

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void UnscreenedText_IsHeld()
    {
        var decision = (Name() with { Screening = Screening.Unscreened }).Decided();

        Assert.Equal(GateResult.Hold, decision.Result);
        Assert.Contains("5", decision.MatchedRows);
    }

    [Fact]
    public void DocumentNotFinal_IsWithheld() =>
        Assert.Contains("57", AssertWithheld(
            new ItemFacts(PublicForms.Document) { Person = Serving, DocumentIsFinal = false }));

    [Fact]
    public void FinalDocumentWithBarredParts_IsRedacted()
    {
        var document = new ItemFacts(PublicForms.Document) { Person = Serving, DocumentIsFinal = true };

        Assert.Equal(GateResult.Publish, document.Decided().Result);
        var barred = document.Restricted(new Restriction("8.06(4)(a)12", RestrictionState.Active, Separable: true));
        Assert.Equal(GateResult.PublishRedacted, barred.Decided().Result);
        Assert.Contains("56", barred.Decided().MatchedRows);
    }

    [Fact]
    public void DocumentOfUnknownState_IsWithheldWhateverElse()
    {
        var document = new ItemFacts(PublicForms.Document) { Person = Serving };

        AssertWithheld(document);
        AssertWithheld(document.Restricted(new Restriction("8.06(4)(a)12", RestrictionState.Active, Separable: true)));
    }

    [Fact]
    public void SmallCell_IsSuppressed() =>
        Assert.Contains("58", AssertWithheld(new ItemFacts(PublicForms.Figure) { CellIsSmall = true }));

    [Fact]
    public void PetitionPendingWithoutHold_StaysPublished()
    {
        var decision = (Name() with { PetitionPending = true }).Decided();

        Assert.Equal(GateResult.Publish, decision.Result);
        Assert.Contains("42", decision.MatchedRows);
    }

    [Fact]
    public void StatementOnFile_TravelsWithTheItemAndPublishesNothingByItself()
    {
        Assert.Equal(GateResult.PublishWithNotation, (Name() with { StatementOnFile = true }).Decided().Result);
        AssertWithheld(Complaint() with { StatementOnFile = true });
    }

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void GateFails_WithholdsAndSaysWhy()
    {
        var decision = PublicationGate.Decide(
            Complaint(Final("Sustained")), RulesOfTheDay.With("G-ADVERSE", "{ not json"), RulesOfTheDay.Day);

        Assert.Equal(GateResult.Withhold, decision.Result);
        Assert.NotNull(decision.Failure);
        Assert.Equal(["8.06(4)"], decision.Clauses);
    }

    private static IReadOnlyList<string> AssertWithheld(ItemFacts item)
    {
        var decision = item.Decided();
        Assert.Equal(GateResult.Withhold, decision.Result);
        return decision.MatchedRows;
    }
}
