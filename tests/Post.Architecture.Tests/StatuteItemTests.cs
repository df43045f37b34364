using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>
/// What M.G.L. c. 6E, § 4(h) has the certification database hold, item by item: each stands in columns, or its clause is named among
/// those that wait.
/// </summary>
[Trait("Clause", "8.05(1)(n)")]
public sealed class StatuteItemTests(PostDatabase scripts) : IClassFixture<PostDatabase>
{
    private static readonly IReadOnlyList<StatuteItem> s_items =
        [.. ClauseCoverageTests.Rows("database-items.csv").Select(r => new StatuteItem(r[0], r[1], r[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    [Fact]
    public void EachClauseBefore_HasItsItem() => Assert.Equal(
        "abcdefghijklm".Select(letter => $"8.05(1)({letter})"), s_items.Select(i => i.Clause));

    [Fact]
    public async Task Column_IsThere()
    {
        var columns = (await new Catalogue(scripts.Superuser).ColumnsAsync()).Select(c => c[..c.IndexOf(' ')]).ToHashSet();

        Assert.NotEmpty(s_items.SelectMany(i => i.Columns));
        Assert.Empty(s_items.SelectMany(i => i.Columns.Where(c => !columns.Contains(c)).Select(c => $"{i.Item}: there is no column {c}.")));
    }

    [Fact]
    public void ItemWithoutAColumn_WaitsByName()
    {
        var waiting = ClauseCoverageTests.Rows("clauses-not-yet.csv").Select(r => r[0]).ToHashSet();

        Assert.Empty(s_items.Where(i => i.Columns.Count == 0 && !waiting.Contains(i.Clause))
            .Select(i => $"{i.Item} ({i.Clause}) has no column and does not wait."));
    }

    private sealed record StatuteItem(string Item, string Clause, IReadOnlyList<string> Columns);
}
