using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>Each clause of the law has a test that names it, or stands in the list of those that wait, with the reason.</summary>
public sealed partial class ClauseCoverageTests
{
    private static readonly IReadOnlyList<Clause> s_clauses = [.. Rows("clauses.csv").Select(r => new Clause(r[0], r[1]))];
    private static readonly IReadOnlyList<NotYet> s_notYet = [.. Rows("clauses-not-yet.csv").Select(r => new NotYet(r[0], r[1]))];
    private static readonly IReadOnlyList<(string Id, string Path)> s_traits = Traits();

    private static HashSet<string> Covered => [.. s_traits.Select(t => t.Id)];

    [Fact]
    public void Lists_AreFound()
    {
        Assert.NotEmpty(s_traits);
        Assert.True(s_clauses.Count > 500, $"clauses.csv has {s_clauses.Count} rows only.");
        Assert.Equal(s_clauses.Select(c => c.Id).Distinct(), s_clauses.Select(c => c.Id));
        Assert.Equal(s_notYet.Select(c => c.Id).Distinct(), s_notYet.Select(c => c.Id));
        Assert.Empty(s_notYet.Where(c => string.IsNullOrWhiteSpace(c.Reason)).Select(c => c.Id));
    }

    [Fact]
    public void Clause_HasATestOrAReason() => Assert.Empty(
        s_clauses.Select(c => c.Id).Except(Covered).Except(s_notYet.Select(n => n.Id))
            .Select(id => $"{id} has no test: write one, or say in tests/clauses-not-yet.csv why there is none."));

    // The list of those that wait can only shrink while it is true.
    [Fact]
    public void WaitingClause_HasNoTest() => Assert.Empty(
        s_notYet.Select(n => n.Id).Intersect(Covered).Select(id => $"{id} has a test now: take it out of tests/clauses-not-yet.csv."));

    [Fact]
    public void WaitingClause_IsAClause() => Assert.Empty(s_notYet.Select(n => n.Id).Except(s_clauses.Select(c => c.Id)));

    [Fact]
    public void Trait_NamesAClause() => Assert.Empty(
        s_traits.Where(t => s_clauses.All(c => c.Id != t.Id)).Select(t => $"{t.Path}: there is no clause {t.Id}."));

    [Fact]
    public void Sum_IsWritten()
    {
        var path = Checkout.PathOf("TestResults", "clauses.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Sum());

        Assert.StartsWith("clauses: ", File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static string Sum()
    {
        var missing = s_clauses.Where(c => !Covered.Contains(c.Id)).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"clauses: {s_clauses.Count - missing.Count} of {s_clauses.Count} covered\n");
        foreach (var module in missing.GroupBy(c => c.Module).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{module.Key} ({module.Count()}): {string.Join(", ", module.Select(c => c.Id))}\n");
        }

        return text.ToString();
    }

    // From the sources, not from what happens to be built: a project that was left out of a run still counts.
    private static IReadOnlyList<(string, string)> Traits() =>
    [
        .. from file in SourceTree.Of("tests", ".cs")
           from Match trait in ClauseTrait().Matches(file.Text)
           select (trait.Groups[1].Value, file.Path),
    ];

    internal static IEnumerable<string[]> Rows(string file) => File.ReadLines(Checkout.PathOf("tests", file)).Skip(1)
        .Select(line => Cell().Matches(line).Select(m => m.Value.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal)).ToArray());

    [GeneratedRegex("""(?<=^|,)(?:"(?:[^"]|"")*"|[^",]*)(?=,|$)""")]
    private static partial Regex Cell();

    [GeneratedRegex("""\bTrait\("Clause",\s*"([^"]+)"\)""")]
    private static partial Regex ClauseTrait();

    private sealed record Clause(string Id, string Module);

    private sealed record NotYet(string Id, string Reason);
}
