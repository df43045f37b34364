using System.Text.RegularExpressions;

namespace Post.Architecture.Tests;

/// <summary>What no source may contain, with the reason beside it.</summary>
public sealed class SourceTests
{
    private static readonly (string Pattern, string Reason)[] s_code =
    [
        (@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", "time comes from TimeProvider"),
        (@"\bThread\.Sleep\b", "waiting blocks a thread"),
        (@"\)\.(Result|Wait\(\))(?![\w<])", "waiting on a task blocks a thread"),
        (@"\b(TODO|FIXME|HACK|XXX)\b", "plans belong in the tracker"),
        (@"\bNotImplementedException\b", "what is not there must not look as if it were"),
        (@"\bEnsure(Created|Deleted)(Async)?\(", "the schema comes from the reviewed scripts"),
        (@"\bUse[I]nMemoryDatabase\b", "only the real database behaves like it"),
        (@"^\s*#\s*region\b", "a section that needs a title wants to be a type"),
    ];

    /// <summary>The one place where a task is awaited without await, and why it may be.</summary>
    private static readonly HashSet<string> s_mayWait = ["src/Post.Kernel/Modules/ModuleServices.cs"];

    [Fact]
    public void Sources_ContainNothingOfTheBannedList()
    {
        var sources = SourceTree.Of("src", ".cs", ".razor");
        Assert.True(sources.Count > 100);

        Assert.Empty(s_code.SelectMany(rule => Hits(sources, rule.Pattern, rule.Reason)));
    }

    [Fact]
    public void BlockingWait_StandsOnlyWhereAContainerCannotAwait() => Assert.Empty(
        Hits(SourceTree.Of("src", ".cs", ".razor").Where(s => !s_mayWait.Contains(s.Path)), @"GetAwaiter\(\)\.GetResult\(\)", "await it"));

    [Fact]
    public void Tests_UseNoOtherDatabaseAndNoOtherAssertions()
    {
        var tests = SourceTree.Of("tests", ".cs");
        Assert.NotEmpty(tests);

        Assert.Empty(Hits(tests, @"^using (Shouldly|FluentAssertions|Moq|NSubstitute)\b", "xunit's own assertions and real parts"));
        Assert.Empty(Hits(tests, @"Use[I]nMemoryDatabase|Thread[.]Sleep", "real PostgreSQL, and no waiting by the clock"));
    }

    [Fact]
    public void Files_CarryNoLicenceHeader()
    {
        var files = SourceTree.Of("src", ".cs", ".razor", ".sql", ".css").Concat(SourceTree.Of("tests", ".cs")).Concat(SourceTree.Of("db", ".sql"));

        Assert.Empty(files.Where(f => Regex.IsMatch(Head(f), @"(?i)copyright\s+(\(c\)|©|\d)|licensed (to|under)")).Select(f => f.Path));
    }

    // The project speaks of itself alone: a path of somebody's machine means nothing to its next reader.
    [Fact]
    public void Files_NameNoMachine()
    {
        string[] folders = ["src", "tests", "db", "docs", "scripts", "benchmarks", "build"];
        var files = folders.SelectMany(f => SourceTree.Of(f, ".cs", ".razor", ".sql", ".md", ".csproj", ".props", ".targets", ".css", ".json", ".csv"))
            .Where(f => !f.Path.EndsWith("packages.lock.json", StringComparison.Ordinal));

        Assert.Empty(Hits(files, @"(?<![\w.~/-])/(wor[k]|hom[e]|roo[t]|Users)/|\b[A-Z]:\\\\?Users", "a path of one machine"));
    }

    private static IEnumerable<string> Hits(IEnumerable<SourceFile> files, string pattern, string reason)
    {
        var rule = new Regex(pattern, RegexOptions.CultureInvariant);
        return
            from file in files
            from line in file.Lines
            where rule.IsMatch(line.Text)
            select $"{file.Path}:{line.Number} {reason}: {line.Text.Trim()}";
    }

    private static string Head(SourceFile file) => file.Text.Length <= 400 ? file.Text : file.Text[..400];
}
