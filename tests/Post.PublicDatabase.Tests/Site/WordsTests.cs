using System.Text.RegularExpressions;
using Post.PublicDatabase.Site;

namespace Post.PublicDatabase.Tests.Site;

public sealed partial class WordsTests
{
    // Keys put together at run time from these beginnings.
    private static readonly string[] s_families =
        ["advisory.", "section.", "problem.", "about.", "column.", "api.", "api.parameter.", "search.heading.", "agency.ended."];

    [Fact]
    public void EveryKeyInTheSource_HasWords()
    {
        var asked = Sources().SelectMany(f => Asked().Matches(f)).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.True(asked.Count > 80);
        Assert.All(asked, key => Assert.True(
            Words.All.ContainsKey(key) || Words.All.ContainsKey($"{key}.many"), $"No words for {key}."));
    }

    [Fact]
    public void EveryWordInTheResources_IsSaid()
    {
        var source = string.Concat(Sources());

        Assert.All(Words.All.Keys, key => Assert.True(
            s_families.Any(f => key.StartsWith(f, StringComparison.Ordinal))
            || source.Contains($"\"{Plural().Replace(key, "")}\"", StringComparison.Ordinal),
            $"Nobody says {key}."));
    }

    [Fact]
    public void EveryColumn_IsExplained() =>
        Assert.All(CsvColumns.OfOfficers.Concat(CsvColumns.OfProfile).Concat(CsvColumns.OfAgencies), column => Assert.NotEmpty(Words.Get($"column.{column}")));

    [Fact]
    [Trait("Clause", "8.06(3)")]
    public void Emptiness_HasOneWordingOnly()
    {
        var said = Words.All.Select(w => $"{w.Key}: {w.Value}")
            .Concat(PublicSource.Files("*.razor").SelectMany(f => File.ReadAllLines(f).Select(l => $"{Path.GetFileName(f)}: {l}")))
            .ToList();

        Assert.True(said.Count > 300);
        Assert.All(said, words => Assert.DoesNotMatch(OtherEmptiness(), words));
        Assert.Equal("Nothing to display", Words.Get("nothing-to-display"));
        Assert.Single(Words.All.Values, v => v == "Nothing to display");
    }

    [Fact]
    public void Templates_HaveNoSentencesOfTheirOwn() => Assert.All(
        Sources("*.razor"), markup => Assert.DoesNotMatch(Sentence(), CodeOrComment().Replace(markup, "")));

    private static IEnumerable<string> Sources() => Sources("*.razor").Concat(Sources("*.cs"));

    private static IEnumerable<string> Sources(string pattern) => PublicSource.Files(pattern).Select(File.ReadAllText);

    [GeneratedRegex("Words\\.(?:Get|Format|Count)\\(\"([^\"{]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\.(one|many)$")]
    private static partial Regex Plural();

    [GeneratedRegex(@"\b(none|no (complaints?|discipline|records?|entries|data|results?|information|history)|nothing (found|here|held|on file)|not available|n/a|0 complaints)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OtherEmptiness();

    [GeneratedRegex(@"@code\s*\{[\s\S]*|@\*[\s\S]*?\*@")]
    private static partial Regex CodeOrComment();

    [GeneratedRegex(">[^<>@{}]*[A-Za-z]{3,} [a-z]{2,}[^<>@{}]*<")]
    private static partial Regex Sentence();
}
