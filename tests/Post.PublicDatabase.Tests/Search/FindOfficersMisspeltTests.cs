using Post.PublicDatabase.Search;
using static Post.PublicDatabase.Tests.Search.SmallRegister;

namespace Post.PublicDatabase.Tests.Search;

[Trait("Clause", "8.06(2)")]
public sealed class FindOfficersMisspeltTests
{
    [Theory]
    [InlineData("smiht")]
    [InlineData("smtih")]
    [InlineData("smth")]
    [InlineData("smiith")]
    [InlineData("xmith")]
    public void OneSlip_IsForgivenAndSaid(string asked)
    {
        var hit = Assert.Single(Ask(asked, Officer("John", "Smith")).Hits);

        Assert.Equal(MatchKind.SpelledNear, hit.Reason.Kind);
        Assert.Equal("Smith", hit.Reason.Found);
    }

    [Theory]
    [InlineData("fitzgreald", "Fitzgerald", 1)]
    [InlineData("fitsgeralt", "Fitzgerald", 2)]
    [InlineData("shauhgnesy", "Shaughnessy", 2)]
    public void LongWord_IsForgivenTwoSlips(string asked, string surname, int slips) => Assert.Equal(
        slips == 1 ? MatchKind.SpelledNear : MatchKind.SpelledFurther,
        Assert.Single(Ask(asked, Officer("John", surname)).Hits).Reason.Kind);

    [Theory]
    [InlineData("lxe", "Lee")]
    [InlineData("smxxh", "Smith")]
    [InlineData("fixxxerald", "Fitzgerald")]
    public void MoreSlipsThanAllowed_FindNothing(string asked, string surname) =>
        Assert.Empty(Found(asked, Officer("John", surname)));

    [Theory]
    [InlineData("kowahlske", "Kowalski")]
    [InlineData("fillips", "Phillips")]
    [InlineData("rite", "Wright")]
    [InlineData("schnyder", "Snyder")]
    [InlineData("keyhoe", "Kehoe")]
    public void Sound_IsTheLastResort(string asked, string surname)
    {
        var found = Ask(asked, Officer("John", surname), Officer("Peter", "Quimby"));

        Assert.Equal(surname, Assert.Single(found.Hits).Officer.Surname);
        Assert.InRange(found.Hits[0].Reason.Kind, MatchKind.SpelledNear, MatchKind.SoundsLike);
        Assert.True(found.Notes.HasFlag(SearchNotes.Widened));
    }

    [Fact]
    public void EnoughAsWritten_LeavesNearSpellingsAlone()
    {
        var smiths = Enumerable.Range(0, TextSearch.Enough).Select(i => Officer($"John{i}", "Smith"));

        var found = Ask("smith", [.. smiths, Officer("John", "Smyth")]);

        Assert.Equal(TextSearch.Enough, found.Total.Count);
        Assert.False(found.Notes.HasFlag(SearchNotes.Widened));
    }
}
