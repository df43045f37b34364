using Post.PublicDatabase.Search;
using static Post.PublicDatabase.Tests.Search.SmallRegister;

namespace Post.PublicDatabase.Tests.Search;

[Trait("Clause", "8.06(2)")]
public sealed class SearchSafelyTests
{
    private static readonly OfficerIndex Index =
        OfficerIndex.Build([Officer("John", "Smith"), Officer("Zoë", "O'Hara")]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t\r\n\u00a0\u3000")]
    [InlineData("\0\u0001")]
    public void NothingAsked_ListsEverybody(string? text) => Assert.Equal(2, Index.Search(new(text)).Total.Count);

    [Theory]
    [InlineData("%")]
    [InlineData("%%_*?")]
    [InlineData("'")]
    [InlineData("'; --")]
    [InlineData("😀👮🏽‍♀️")]
    [InlineData("\u202e\u200f")]
    [InlineData("\u0301\u0301")]
    [InlineData("\ud800")]
    [InlineData("\udc00\ud800")]
    [InlineData("\ufffe\uffff")]
    public void NoLetterAndNoDigit_FindsNobodyAndSaysSo(string text)
    {
        var found = Index.Search(new(text));

        Assert.Empty(found.Hits);
        Assert.True(found.Notes.HasFlag(SearchNotes.NothingToSearchFor));
    }

    [Theory]
    [InlineData("smith%")]
    [InlineData("%smith%")]
    [InlineData("smith\ud800")]
    [InlineData("\u202esmith\u202c")]
    [InlineData("s\u200dm\u00adith")]
    [InlineData("s\u0336m\u0336i\u0336t\u0336h\u0336")]
    [InlineData("smith\0")]
    [InlineData("smith 😀")]
    public void SignsAroundAName_AreTextAndNothingMore(string text) =>
        Assert.Equal(["John Smith"], Index.Search(new(text)).Keys());

    [Theory]
    [InlineData("smith' or '1'='1")]
    [InlineData("o'hara'; drop table officer")]
    public void Statements_AreWordsThatNobodyBears(string text) => Assert.Empty(Index.Search(new(text)).Hits);

    [Theory]
    [InlineData("سميث")]
    [InlineData("スミス")]
    [InlineData("שמואל")]
    [InlineData("𝒔𝒎𝒊𝒕𝒉𝒆𝒓𝒔")]
    public void OtherScripts_AreAnsweredQuietly(string text) => Assert.Empty(Index.Search(new(text)).Hits);

    [Fact]
    public void TenKilobytes_AreCutAndSaid()
    {
        var found = Index.Search(new("smith " + new string('x', 10_000)));

        Assert.Equal(SearchNotes.TextCut, found.Notes & SearchNotes.TextCut);
    }

    [Fact]
    public void ThousandsOfWords_AreCutAndSaid()
    {
        var found = Index.Search(new(string.Join(' ', Enumerable.Repeat("smith", 5_000))));

        Assert.True(found.Notes.HasFlag(SearchNotes.TextCut | SearchNotes.WordsCut));
        Assert.Equal(["John Smith"], found.Keys());
    }

    [Fact]
    public void EmptyRegister_AnswersWithNobody()
    {
        var index = OfficerIndex.Build([]);

        Assert.Empty(index.Search(new()).Hits);
        Assert.Empty(index.Search(new("smith", "a", ["b"], "c", "d")).Hits);
    }

    [Fact]
    public void OfficerWithBlankNames_DoesNotStopTheIndex()
    {
        var index = OfficerIndex.Build([Officer("", ""), Officer("-", "\ud800"), Officer("John", "Smith")]);

        Assert.Equal(3, index.Search(new()).Total.Count);
        Assert.Equal(["John Smith"], index.Search(new("smith")).Keys());
    }
}
