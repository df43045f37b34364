using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Terms;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>Help beside a word names a feature and a word that are on record: else a page would silently explain nothing.</summary>
[Trait("Clause", "12.03(1)")]
public sealed partial class TermHelpTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    [Fact]
    public void EveryHelp_ExplainsSomething_OnPagesOfBothTitles()
    {
        var terms = host.Services.GetRequiredService<TermCatalogue>();
        var asked = SourceTree.Of("src", ".razor").SelectMany(f => Help().Matches(f.Text).Select(m => (f.Path, Feature: m.Groups[1].Value, Word: m.Groups[2].Value))).ToList();

        Assert.Empty(asked.Where(a => terms.Find(a.Feature, a.Word) is null).Select(a => $"{a.Path}: “{a.Word}” in {a.Feature} is not on record."));
        Assert.Equal(["555 CMR 12.00", "555 CMR 8.00"], asked.Select(a => terms.Find(a.Feature, a.Word)!.Regulation).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("<TermHelp Feature=\"([^\"]*)\" Term=\"([^\"]*)\"")]
    private static partial Regex Help();
}
