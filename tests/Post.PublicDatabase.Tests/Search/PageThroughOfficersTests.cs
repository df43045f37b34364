using Post.PublicDatabase.Search;
using static Post.PublicDatabase.Tests.Search.SmallRegister;

namespace Post.PublicDatabase.Tests.Search;

[Trait("Clause", "8.06(2)")]
public sealed class PageThroughOfficersTests
{
    private static readonly SearchableOfficer[] Officers =
    [
        .. Enumerable.Range(0, 45)
            .Select(i => Officer(i % 3 == 0 ? "Bill" : "William", $"Smith{i:d2}", $"{i:d4}-0000")),
    ];

    private static readonly OfficerIndex Index = OfficerIndex.Build(Officers);

    [Theory]
    [InlineData(null)]
    [InlineData("bill")]
    [InlineData("smi")]
    public void FollowingNext_ShowsEverybodyOnceBestFirst(string? text)
    {
        var all = Index.Search(new(text, Limit: 100)).Keys();

        Assert.Equal(45, all.Length);
        Assert.Equal(all, Index.AllPages(new(text, Limit: 7)).Select(h => h.Officer.Key));
    }

    [Fact]
    public void LastPage_HasNoNext()
    {
        Assert.Null(Index.Search(new(Limit: 45)).Next);
        Assert.NotNull(Index.Search(new(Limit: 44)).Next);
    }

    [Fact]
    public void Token_IsSafeInAnAddress() =>
        Assert.Matches("^[A-Za-z0-9_-]+$", Index.Search(new("bill", Limit: 5)).Next);

    [Fact]
    public void OfficerWithdrawnBetweenPages_MovesNobody()
    {
        var first = Index.Search(new("bill", Limit: 10));
        var rest = Index.AllPages(new("bill", Limit: 10)).Skip(10).Select(h => h.Officer.Key);

        var later = OfficerIndex.Build([.. Officers.Where(o => o.Key != first.Hits[9].Officer.Key)]);

        var following = later.AllPages(new("bill", After: first.Next, Limit: 100)).Select(h => h.Officer.Key);
        Assert.Equal(rest, following);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    [InlineData("😀")]
    [InlineData("\0")]
    [InlineData("AQAAAAAAAAAAAAA")]
    public void TokenThatIsNone_ShowsTheFirstPageAndSaysSo(string token)
    {
        var found = Index.Search(new("bill", After: token));

        Assert.Equal(Index.Search(new("bill")).Keys(), found.Keys());
        Assert.True(found.Notes.HasFlag(SearchNotes.AfterIgnored));
    }

    [Fact]
    public void TokenOfAnotherQuestion_ShowsTheFirstPageAndSaysSo()
    {
        var other = Index.Search(new("william", Limit: 5)).Next;

        Assert.True(Index.Search(new("bill", After: other)).Notes.HasFlag(SearchNotes.AfterIgnored));
        Assert.True(Index.Search(new(After: other)).Notes.HasFlag(SearchNotes.AfterIgnored));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(int.MaxValue, 45)]
    public void Limit_IsBoundedBothWays(int limit, int shown) =>
        Assert.Equal(shown, Index.Search(new(Limit: limit)).Hits.Count);

    [Fact]
    public void OfficerNotPublishedAnyMore_IsInNoAnswer()
    {
        var later = OfficerIndex.Build(Officers[1..]);

        Assert.Contains(Officers[0].Key, Index.Search(new(Officers[0].OfficerNumber)).Keys());
        Assert.Empty(later.Search(new(Officers[0].OfficerNumber)).Hits);
        Assert.DoesNotContain(Officers[0].Key, later.AllPages(new("bill")).Select(h => h.Officer.Key));
    }
}
