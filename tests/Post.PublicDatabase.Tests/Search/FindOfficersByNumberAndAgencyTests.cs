using Post.PublicDatabase.Search;
using static Post.PublicDatabase.Tests.Search.SmallRegister;

namespace Post.PublicDatabase.Tests.Search;

[Trait("Clause", "8.06(2)")]
public sealed class FindOfficersByNumberAndAgencyTests
{
    private static readonly SearchableOfficer[] Officers =
    [
        Officer("John", "Smith", "1234-5678").At("Boston Police Department", "Suffolk"),
        Officer("Mary", "Smith", "1234-5999").At("Quincy Police Department"),
        Officer("Anna", "Boston", "9876-5432").At("Quincy Police Department"),
        Officer("Paul", "Young", "5555-0001").At("Department of State Police", "Middlesex") with
        {
            AgencyAliases = ["Massachusetts State Police", "Mass State Troopers"],
        },
    ];

    [Theory]
    [InlineData("1234-5678")]
    [InlineData("12345678")]
    [InlineData("1234 5678")]
    [InlineData("smith 1234-5678")]
    [InlineData("#1234-5678")]
    public void WholeNumber_IsAnExactHit(string asked)
    {
        var hit = Assert.Single(Ask(asked, Officers).Hits);

        Assert.Equal("John Smith", hit.Officer.Key);
        Assert.Equal(MatchKind.Exact, hit.Reason.Kind);
    }

    [Theory]
    [InlineData("1234", 2)]
    [InlineData("1234-5", 2)]
    [InlineData("12345", 2)]
    [InlineData("1234-59", 1)]
    [InlineData("5678", 0)]
    public void BeginningOfANumber_IsAHit(string asked, int hits) =>
        Assert.Equal(hits, Ask(asked, Officers).Total.Count);

    [Fact]
    public void BeginningOfANumber_SaysTheNumber() => Assert.Equal(
        new MatchReason(MatchKind.Beginning, "98", "9876-5432"), Ask("98", Officers).Hits.Single().Reason);

    [Fact]
    public void AgencyWord_ComesBelowTheSameWordInAName()
    {
        var found = Ask("boston", Officers);

        Assert.Equal(["Anna Boston", "John Smith"], found.Keys());
        Assert.Equal(new MatchReason(MatchKind.AgencyWord, "Boston", "Boston Police Department"), found.Hits[1].Reason);
    }

    [Theory]
    [InlineData("smith quincy", "Mary Smith")]
    [InlineData("quincy pd smith", "Mary Smith")]
    [InlineData("bpd smith", "John Smith")]
    [InlineData("young troopers", "Paul Young")]
    [InlineData("msp", "Paul Young")]
    [InlineData("massachusets state police", "Paul Young")]
    [InlineData("smith bosto", "John Smith")]
    public void NameAndAgencyWords_AreFoundTogether(string asked, string key) =>
        Assert.Equal([key], Found(asked, Officers));

    [Fact]
    public void AllWordsInTheAgency_ComeBeforeANameInAnother() =>
        Assert.Equal(["John Smith", "Anna Boston"], Found("boston police", Officers));

    [Fact]
    public void OneLetter_DoesNotMeanEveryAgencyItBegins() => Assert.Empty(Found("q", Officers));

    [Fact]
    public void OfficerWithoutAgency_IsFoundLikeAnother() =>
        Assert.Equal(["Eve Hill"], Found("hill", [.. Officers, Officer("Eve", "Hill")]));
}
