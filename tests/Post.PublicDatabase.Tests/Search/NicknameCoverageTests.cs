using Post.PublicDatabase.Search;
using Post.Testing;
using Xunit.Abstractions;

namespace Post.PublicDatabase.Tests.Search;

/// <summary>Measures our own table of short forms against a published one, which is never part of the product.</summary>
public sealed class NicknameCoverageTests(ITestOutputHelper output)
{
    private const string Published = "nicknames/names.csv";

    // The published list holds many archaic and doubtful pairs; ours need not have those.
    private const double Floor = 0.15;

    // Pairs that any list of English short forms has, so that a broken reader cannot pass for poor coverage.
    private static readonly (string, string)[] Commonest =
        [("william", "bill"), ("robert", "bob"), ("james", "jim"), ("margaret", "peggy"), ("elizabeth", "liz")];

    [RealDataFact(Published)]
    public void PublishedList_IsCoveredInItsCommonPairs()
    {
        var pairs = File.ReadLines(RealData.Find(Published)!)
            .Skip(1)
            .Select(l => l.Split(','))
            .Select(c => (Formal: FoldedText.Joined(c[0]), Short: FoldedText.Joined(c[2])))
            .Distinct()
            .ToList();

        var covered = pairs.Count(p => Nicknames.Shipped.Of(p.Formal).Contains(p.Short));

        output.WriteLine($"{covered} of {pairs.Count} published pairs are in our table.");
        Assert.All(Commonest, p => Assert.Contains(p, pairs));
        Assert.All(Commonest, p => Assert.Contains(p.Item2, Nicknames.Shipped.Of(p.Item1)));
        Assert.True(covered >= pairs.Count * Floor);
    }
}
