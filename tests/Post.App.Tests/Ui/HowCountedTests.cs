using Bunit;
using Post.Kernel.Deadlines;
using Post.Kernel.Ui;

namespace Post.App.Tests.Ui;

public sealed class HowCountedTests : BunitContext
{
    private static readonly DateOnly s_due = new(2026, 6, 29);

    private static readonly DeadlineExplanation s_explanation = new("Response: 10 business days after the event", "M.G.L. c. 66, § 10", false,
    [
        new(ExplanationKind.Skipped, new(2026, 6, 19), new(2026, 6, 19), 0, "Fri, Jun 19, 2026: Juneteenth, not counted.", "M.G.L. c. 4, § 7, cl. 18"),
        new(ExplanationKind.Due, s_due, s_due, 0, "Last day: Mon, Jun 29, 2026.", null),
    ]);

    [Fact]
    public void Explanation_OpensWithoutScriptAndGivesEachSource()
    {
        var shown = Render<HowCounted>(p => p.Add(c => c.Due, s_due).Add(c => c.Explanation, s_explanation).Add(c => c.For, "R-1"));

        Assert.Equal("How counted for R-1", Words(shown.Find("details > summary").TextContent));
        Assert.False(shown.Find("details").HasAttribute("open"));
        Assert.Equal(2, shown.FindAll("ol li").Count);
        Assert.Contains("M.G.L. c. 4, § 7, cl. 18", shown.Find("li.left-out").TextContent, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll("[onclick], script, button"));
    }

    [Theory]
    [InlineData(0, "Monday, today")]
    [InlineData(-1, "Monday, tomorrow")]
    [InlineData(-20, "Monday, in 20 days")]
    [InlineData(3, "Monday, 3 days ago")]
    public void Distance_IsSaidInWords(int passed, string words)
    {
        var shown = Render<HowCounted>(p => p.Add(c => c.Due, s_due).Add(c => c.Explanation, s_explanation).Add(c => c.Today, s_due.AddDays(passed)));

        Assert.Equal(words, shown.Find(".how-counted > .muted").TextContent);
    }

    [Fact]
    public void NoDate_SaysWhatIsMissing()
    {
        var shown = Render<HowCounted>(p => p.Add(c => c.Explanation, s_explanation).Add(c => c.Missing, "Not started"));

        Assert.Equal("Not started", shown.Find("strong").TextContent);
    }

    [Fact]
    [Trait("Rule", "K7")]
    public void TargetAndLate_AreSaidBesideTheDate()
    {
        var shown = Render<HowCounted>(p => p.Add(c => c.Due, s_due).Add(c => c.Explanation, s_explanation with { IsTarget = true }).Add(c => c.Late, true));

        Assert.Equal(["Late", "Service target"], shown.FindAll(".chip").Select(c => c.TextContent));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
