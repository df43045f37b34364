using Bunit;
using Post.Certification.Features.ListAgencies;
using Post.Certification.Features.ListAgencySpellings;
using Post.Certification.Features.MapAgencySpelling;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class SpellingPagesTests : PostBunitContext
{
    private static readonly SpellingRow s_row = new(
        Guid.CreateVersion7(), "Transit", true, Guid.CreateVersion7(), "Transit", null, 12, default, "Commission list", null, null, null);

    public SpellingPagesTests()
    {
        Dispatcher.Answers<ListAgencySpellingsQuery, ListAgencySpellingsResult>(_ => new ListAgencySpellingsResult([s_row], null, 1));
        Dispatcher.Answers<ListAgenciesQuery, ListAgenciesResult>(_ => new ListAgenciesResult([], null));
    }

    [Fact]
    public void Queue_ShowsWhatWaitsAndHowManyOfficersItConcerns()
    {
        var page = Render<SpellingList>();

        page.WaitForAssertion(() => Assert.Contains("Not decided", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Waiting 1", page.Find("nav.tabs").TextContent, StringComparison.Ordinal);
        Assert.Contains("12", page.Find("table").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OwnAgency_SendsTheOfficialNameAndReason()
    {
        Dispatcher.Answers<MapAgencySpellingCommand, Done>(_ => Done.Instance);
        var page = Decide();

        page.Find("input[name=map-name]").Change("Bay Transit Police");
        page.Find("textarea[name=map-reason]").Change("Letterhead");
        Button(page, "Save decision").Click();

        var sent = Assert.Single(Dispatcher.Asked<MapAgencySpellingCommand>());
        Assert.Equal(new MapAgencySpellingCommand(s_row.SpellingId, null, "Bay Transit Police", "Letterhead"), sent);
        page.WaitForAssertion(() => Assert.Contains("Decided: Transit.", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, Dispatcher.Asked<ListAgencySpellingsQuery>().Count);
    }

    [Fact]
    public void Refused_ShowsTheReasonAndKeepsWhatWasTyped()
    {
        Dispatcher.Answers<MapAgencySpellingCommand, Done>(_ => new NameStandsForAnother("Bay Transit Police"));
        var page = Decide();

        page.Find("input[name=map-name]").Change("Bay Transit Police");
        Button(page, "Save decision").Click();

        Assert.Contains("spelling of another entry", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bay Transit Police", page.Find("input[name=map-name]").GetAttribute("value"));
    }

    [Fact]
    public void NothingWaits_SaysSo()
    {
        Dispatcher.Answers<ListAgencySpellingsQuery, ListAgencySpellingsResult>(_ => new ListAgencySpellingsResult([], null, 0));
        Assert.Contains("No spelling waits", Render<SpellingList>().Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<SpellingList> Decide()
    {
        var page = Render<SpellingList>();
        page.WaitForElement("td button");
        Button(page, "Decide").Click();
        page.WaitForElement("#map-spelling");
        return page;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SpellingList> page, string text) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == text);
}
