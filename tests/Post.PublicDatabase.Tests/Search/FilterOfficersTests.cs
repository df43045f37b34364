using Post.PublicDatabase.Search;
using static Post.PublicDatabase.Tests.Search.SmallRegister;

namespace Post.PublicDatabase.Tests.Search;

[Trait("Clause", "8.06(2)")]
public sealed class FilterOfficersTests
{
    private static readonly OfficerIndex Index = OfficerIndex.Build(
    [
        Officer("John", "Smith").At("Boston", "Suffolk"),
        Officer("Mary", "Smith").At("Boston", "Suffolk") with { StatusCode = "Suspended" },
        Officer("Paul", "Smith").At("Quincy"),
        Officer("Anna", "Young").At("Quincy") with { StatusCode = "" },
        Officer("Eve", "Zorn"),
    ]);

    [Theory]
    [InlineData(null)]
    [InlineData("smith")]
    public void EachFilter_LeavesOnlyItsOwn(string? text)
    {
        Assert.Equal(["John Smith", "Mary Smith"], Index.Search(new(text, AgencyKey: "Boston")).Keys());
        Assert.Equal(["Mary Smith"], Index.Search(new(text, Statuses: ["Suspended"])).Keys());
        Assert.Equal(["John Smith", "Mary Smith"], Index.Search(new(text, County: "Suffolk")).Keys());
        Assert.Equal(["John Smith"], Index.Search(new(text, "Boston", ["Certified"], "Suffolk")).Keys());
    }

    [Fact]
    public void SeveralStatuses_AreAlternatives() => Assert.Equal(
        ["Mary Smith", "Anna Young"], Index.Search(new(Statuses: ["Suspended", ""])).Keys());

    [Theory]
    [InlineData("nowhere", null, null)]
    [InlineData(null, "nothing", null)]
    [InlineData(null, null, "Atlantis")]
    public void UnknownChoice_LeavesNobody(string? agency, string? status, string? county)
    {
        var request = new SearchRequest("smith", agency, status is null ? [] : [status], county);

        Assert.Equal(0, Index.Search(request).Total.Count);
        Assert.Equal(0, Index.Search(request with { Text = null }).Total.Count);
    }

    [Fact]
    public void NoRecordedStatus_IsAChoiceWithItsCount() =>
        Assert.Contains(new FacetValue("", "", new Tally(1, false)), Index.Search(new()).Facets.Statuses);

    [Theory]
    [InlineData(null)]
    [InlineData("smith")]
    public void Choices_CountWhatTheyWouldLeaveWithTheOtherFilters(string? text)
    {
        var facets = Index.Search(new(text, AgencyKey: "Boston", Statuses: ["Certified"])).Facets;

        Assert.Equal([("Certified", 1), ("Suspended", 1)], facets.Statuses.Select(f => (f.Key, f.Tally.Count)));
        Assert.Equal([("Boston", 1), ("Quincy", 1)], facets.Agencies.Select(f => (f.Key, f.Tally.Count)));
        Assert.Equal([("Suffolk", 1)], facets.Counties.Select(f => (f.Key, f.Tally.Count)));
    }

    [Fact]
    public void FewLeftByAFilter_DoNotWidenTheSearch()
    {
        var smiths = Enumerable.Range(0, TextSearch.Enough).Select(i => Officer($"John{i}", "Smith").At("Boston"));
        var index = OfficerIndex.Build([.. smiths, Officer("John", "Smyth").At("Quincy")]);

        Assert.Empty(index.Search(new("smith", AgencyKey: "Quincy")).Hits);
    }

    [Fact]
    public void Agencies_AreOfferedByMostHitsAndNoMoreThanTwenty()
    {
        var officers =
            from agency in Enumerable.Range(0, 30)
            from officer in Enumerable.Range(0, agency + 1)
            select Officer($"A{officer}", $"B{agency}").At($"Agency {agency:d2}");

        var agencies = OfficerIndex.Build([.. officers]).Search(new()).Facets.Agencies;

        Assert.Equal(Enumerable.Range(10, 20).Reverse().Select(a => $"Agency {a:d2}"), agencies.Select(a => a.Key));
    }

    [Theory]
    [Trait("Clause", "8.06(3)(a)4")]
    [InlineData(null)]
    [InlineData("smith")]
    public void SeveralEmployers_AreFoundAndCountedUnderEachAndOnceInAll(string? text)
    {
        var index = OfficerIndex.Build(
        [
            Officer("Ann", "Smith").At("Boston", "Suffolk").AlsoAt("Quincy", "Norfolk"),
            Officer("Bea", "Smith").At("Quincy", "Norfolk").AlsoAt("Boston", "Suffolk"),
            Officer("Cy", "Smith").At("Quincy", "Norfolk"),
            Officer("Di", "Smith"),
        ]);

        Assert.Equal(["Ann Smith", "Bea Smith"], index.Search(new(text, AgencyKey: "Boston")).Keys());
        Assert.Equal(["Ann Smith", "Bea Smith", "Cy Smith"], index.Search(new(text, AgencyKey: "Quincy")).Keys());
        Assert.Equal(["Ann Smith", "Bea Smith"], index.Search(new(text, County: "Suffolk")).Keys());
        var all = index.Search(new(text));
        Assert.Equal(4, all.Total.Count);
        Assert.Equal([("Quincy", 3), ("Boston", 2)], all.Facets.Agencies.Select(f => (f.Key, f.Tally.Count)));
        Assert.Equal([("Norfolk", 3), ("Suffolk", 2)], all.Facets.Counties.Select(f => (f.Key, f.Tally.Count)));
        Assert.Equal(["Ann Smith"], index.AllPages(new(text, AgencyKey: "Boston", Limit: 1)).Select(h => h.Officer.Key).Take(1));
        Assert.Equal(2, index.AllPages(new(text, AgencyKey: "Boston", Limit: 1)).Count);
    }

    [Fact]
    public void WordsOfAQuestion_MeanOneOfTheEmployers()
    {
        var index = OfficerIndex.Build(
        [
            Officer("Ann", "Smith").At("Boston Campus").AlsoAt("Quincy Police"), Officer("Bea", "Smith").At("Salem").AlsoAt("Boston Police"),
        ]);

        var found = index.Search(new("smith boston police"));
        Assert.Equal("Bea Smith", found.Hits[0].Officer.Key);
        Assert.Equal(["Ann Smith"], index.Search(new("smith quincy")).Keys());
        Assert.Equal("Quincy Police", index.Search(new("quinc")).Hits[0].Reason.Found);
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(1_001, true)]
    public void Counts_AreExactToAThousandAndSaySoBeyond(int officers, bool moreThan)
    {
        var index = OfficerIndex.Build([.. Enumerable.Range(0, officers).Select(i => Officer($"A{i}", "Smith"))]);

        foreach (var text in new[] { null, "smith" })
        {
            var found = index.Search(new(text));
            Assert.Equal(new Tally(1_000, moreThan), found.Total);
            Assert.Equal(new Tally(1_000, moreThan), found.Facets.Statuses.Single().Tally);
        }
    }
}
