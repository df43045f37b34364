using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Terms;
using Post.Kernel.Ui;
using Post.Testing;

namespace Post.Commission.Tests;

/// <summary>A word means what the title says that governs the feature; what it does not define, 2.02 does.</summary>
public sealed class TermTests(CommissionHost host) : IClassFixture<CommissionHost>
{
    private const string Of8 = "public-database";
    private const string Of12 = "agency-reports";

    private TermCatalogue Terms => host.Services.GetRequiredService<TermCatalogue>();

    [Theory]
    [Trait("Clause", "12.03(1)")]
    [Trait("Clause", "8.03(1)")]
    [InlineData("Agency")]
    [InlineData("Officer")]
    [InlineData("Complaint")]
    [InlineData("Compulsory Legal Process")]
    public void OneWord_HasTwoMeanings_ByTheFeatureInWhichItIsAsked(string word)
    {
        var (here, there) = (Terms.Find(Of8, word)!, Terms.Find(Of12, word)!);

        Assert.Equal(("555 CMR 8.00", "8.03(2)"), (here.Regulation, here.Clause));
        Assert.Equal(("555 CMR 12.00", "12.03(2)"), (there.Regulation, there.Clause));
        Assert.NotEqual(here.Gloss, there.Gloss);
    }

    [Theory]
    [Trait("Clause", "12.03(1)")]
    [InlineData(Of12, "Appointing Agency", "2.02")]
    [InlineData(Of12, "Conviction", "2.02")]
    [InlineData(Of12, "Law Enforcement Agency", "2.02")]
    [InlineData(Of8, "Conviction", "2.02")]
    [InlineData(Of8, "Law Enforcement Agency", "8.03(2)")]
    [InlineData("recertification", "Agency", "2.02")]
    public void WordThatTheTitleDoesNotDefine_FallsBack(string feature, string word, string clause) => Assert.Equal(clause, Terms.Find(feature, word)!.Clause);

    // What both define, the title that governs decides; nothing of another title comes through.
    [Fact]
    [Trait("Clause", "IF-2.00 Definitions, construction, notice")]
    [Trait("Clause", "12.03(1)")]
    public void Conflict_IsDecidedByTheTitleThatGoverns_AndNoOtherTitleIsRead()
    {
        var common = Terms.Of("555 CMR 2.00");
        Assert.Contains(common, t => t.Term == "Agency");
        foreach (var (feature, own, other) in new[] { (Of12, "555 CMR 12.00", "555 CMR 8.00"), (Of8, "555 CMR 8.00", "555 CMR 12.00") })
        {
            var defined = Terms.Of(own).Select(t => t.Term).ToList();
            Assert.All(defined, word => Assert.Equal(own, Terms.Find(feature, word)!.Regulation));
            Assert.All(common.Where(t => !defined.Contains(t.Term)), t => Assert.Equal("555 CMR 2.00", Terms.Find(feature, t.Term)!.Regulation));
            Assert.All(Terms.Of(other).Where(t => !defined.Contains(t.Term) && common.All(c => c.Term != t.Term)), t => Assert.Null(Terms.Find(feature, t.Term)));
        }
    }

    [Theory]
    [InlineData("no-such-feature", "Agency")]
    [InlineData(Of12, "Quorum")]
    [InlineData(Of12, "")]
    public void WordOrFeatureThatNobodyKnows_HasNoMeaning(string feature, string word) => Assert.Null(Terms.Find(feature, word));

    [Fact]
    public void EveryDefinitionOfBothTitles_IsListed()
    {
        Assert.Equal(19, Terms.Of("555 CMR 8.00").Count);
        Assert.Equal(22, Terms.Of("555 CMR 12.00").Count);
        Assert.All(Terms.Of("555 CMR 2.00").Where(t => t.Gloss is null), t => Assert.Equal("2.02", t.Clause));
    }

    // Dated: what is defined anew from a day on, or no more, is read by the day.
    [Theory]
    [InlineData(-1, "before")]
    [InlineData(0, "after")]
    public void DefinitionThatChanges_IsReadByTheDay(int days, string gloss)
    {
        var day = new DateOnly(2026, 6, 10);
        var clock = new TestClock(new DateTimeOffset(2026, 6, 10, 16, 0, 0, TimeSpan.Zero).AddDays(days));
        var catalogue = new TermCatalogue(
            [new("f", "F", ["555 CMR 12.00"], DateOnly.MinValue, null)],
            [
                new("555 CMR 12.00", "Agency", "12.03(2)", "before", "x", DateOnly.MinValue, day.AddDays(-1)),
                new("555 CMR 12.00", "Agency", "12.02", "after", "x", day, null),
            ], clock);

        Assert.Equal(gloss, catalogue.Find("f", " agency ")!.Gloss);
    }
}

/// <summary>A page may be the first to ask, on the one thread of its renderer; that thread waits, so nothing may want to come back to it.</summary>
public sealed class TermsFirstAskedTests(CommissionHost host) : IClassFixture<CommissionHost>
{
    [Fact]
    public void ByAPage_TheyAreReadWithoutItsThread()
    {
        TermMeaning? found = null;
        var page = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new WaitingRenderer());
            found = host.Services.GetRequiredService<TermCatalogue>().Find("agency-reports", "Agency");
        });
        page.IsBackground = true;
        page.Start();

        Assert.True(page.Join(TimeSpan.FromSeconds(30)), "The page waits for itself.");
        Assert.NotNull(found);
    }

    private sealed class WaitingRenderer : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) { }
    }
}

/// <summary>The help beside a word: closed until it is asked for, and without it where nothing is known.</summary>
public sealed class TermHelpTests : PostBunitContext
{
    [Fact]
    public void Known_SaysWhatItMeansAndWhereItIsDefined()
    {
        With(new TermMeaning("555 CMR 12.00", "Officer", "12.03(2)", "Whoever holds a certification too.", "x", DateOnly.MinValue, null));

        var help = Render<TermHelp>(p => p.Add(t => t.Feature, "f").Add(t => t.Term, "officer"));

        Assert.Equal("What “Officer” means here", help.Find("details:not([open]) > summary").TextContent);
        Assert.Contains("Whoever holds a certification too.", help.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Contains("555 CMR 12.03(2)", help.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void WordsNotHeld_NamesThePlaceAlone()
    {
        With(new TermMeaning("555 CMR 2.00", "Chair", "2.02", null, "x", DateOnly.MinValue, null));

        var help = Render<TermHelp>(p => p.Add(t => t.Feature, "f").Add(t => t.Term, "Chair"));

        Assert.Contains("defined in 555 CMR 2.02; the words are not held here", help.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingKnown_ShowsNothing()
    {
        Assert.Equal("", Render<TermHelp>(p => p.Add(t => t.Feature, "f").Add(t => t.Term, "Officer")).Markup.Trim());
        Assert.Equal("text", Render<ClauseLink>(p => p.Add(c => c.Text, "text")).Markup.Trim());
    }

    private void With(TermMeaning meaning) => Services.AddSingleton(
        new TermCatalogue([new("f", "F", [meaning.Regulation], DateOnly.MinValue, null)], [meaning], Clock));
}
