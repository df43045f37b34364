using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Tests.Search;

public sealed class SearchPartsTests
{
    [Theory]
    [InlineData("smith", "smith", 0)]
    [InlineData("smiht", "smith", 1)]
    [InlineData("smih", "smith", 1)]
    [InlineData("msiht", "smith", 2)]
    [InlineData("", "ab", 2)]
    [InlineData("ca", "abc", Spelling.FarApart)]
    public void Distance_CountsAnExchangeOfNeighboursAsOne(string a, string b, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(a, b, 2));
        Assert.Equal(distance, Spelling.Distance(b, a, 2));
    }

    [Fact]
    public void NearWords_FindsExactlyWhatMeasuringEveryWordWould()
    {
        var words = Resource.Lines("names.csv").SelectMany(l => FoldedText.Words(l.Split(',')[2])).Distinct().ToArray();
        var near = new NearWords(words);

        foreach (var asked in words.Select(w => w.Length > 5 ? w[..2] + w[3] + w[2] + w[4..^1] + "q" : w[1..] + "e"))
        {
            var found = new Dictionary<int, int>();
            near.Find(asked, found);

            var limit = Spelling.Allowed(asked);
            var measured = Enumerable.Range(0, words.Length)
                .Select(id => (id, distance: Spelling.Distance(asked, words[id], limit)))
                .Where(w => limit > 0 && w.distance is > 0 and not Spelling.FarApart);
            Assert.Equal(measured.ToDictionary(w => w.id, w => w.distance), found);
        }
    }

    [Theory]
    [InlineData("smith", "smyth")]
    [InlineData("catherine", "kathryn")]
    [InlineData("callahan", "callaghan")]
    [InlineData("schmidt", "shmit")]
    [InlineData("gonzalez", "gonsales")]
    [InlineData("phillips", "filips")]
    [InlineData("knight", "night")]
    [InlineData("christopher", "kristofer")]
    public void SoundKey_IsAlikeForNamesThatSoundAlike(string one, string other) =>
        Assert.Equal(SoundKey.Of(one), SoundKey.Of(other));

    [Theory]
    [InlineData("smith", "jones")]
    [InlineData("martin", "marino")]
    [InlineData("nolan", "nina")]
    public void SoundKey_DiffersForNamesThatDoNot(string one, string other) =>
        Assert.NotEqual(SoundKey.Of(one), SoundKey.Of(other));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("lee")]
    [InlineData("12")]
    public void SoundKey_OfTooLittle_IsNone(string word) => Assert.True(SoundKey.Of(word) is null or "12");

    [Fact]
    public void Nicknames_HoldEnoughPairsEachWithItsSource()
    {
        var assembly = typeof(Nicknames).Assembly;
        using var stream = assembly.GetManifestResourceStream("Post.PublicDatabase.Search.nicknames.csv");
        using var reader = new StreamReader(stream!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rows = lines.Skip(1).Select(l => l.Split(',')).ToList();

        Assert.Equal("formal,short,language,source", lines[0]);
        Assert.True(rows.Count >= 350);
        Assert.All(rows, r => Assert.True(r is [_, _, "English" or "Spanish" or "Portuguese", "common usage"]));
        Assert.Equal(rows.Count, rows.Select(r => (r[0], r[1])).Distinct().Count());
        Assert.All(rows, r => Assert.Contains(FoldedText.Joined(r[1]), Nicknames.Shipped.Of(FoldedText.Joined(r[0]))));
        Assert.All(rows, r => Assert.Contains(FoldedText.Joined(r[0]), Nicknames.Shipped.Of(FoldedText.Joined(r[1]))));
    }
}
