using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Tests.Gate;

public sealed class PublicationTableTests
{
    [Fact]
    public void Rows_AreAllSixtyOneInOrder() =>
        Assert.Equal(Enumerable.Range(1, 61), PublicationTable.Current.Rows
            .Select(r => int.Parse(r.Number, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void ComputedRows_HaveAPredicateEachAndNoOther() => Assert.Equal(
        PublicationTable.Current.Rows.Where(r => r.Kind is RowKind.Computed)
            .Select(r => r.Number).Order(StringComparer.Ordinal),
        PublicationGate.ComputedRows.Order(StringComparer.Ordinal));

    [Fact]
    public void EveryClauseOfTheWithholdingLists_HasARow()
    {
        var cited = PublicationTable.Current.Rows.SelectMany(r => r.Clauses).ToHashSet();

        Assert.All(Enumerable.Range(1, 19), n => Assert.Contains($"8.06(4)(a){n}", cited));
        Assert.All(Enumerable.Range(2, 13), n => Assert.Contains($"8.06(4)(b){n}", cited));
        Assert.All("abcdefghijk".Where(c => c != 'e'), c => Assert.Contains($"8.06(4)(b)1.{c}", cited));
        Assert.All(["i", "ii", "iii", "iv", "v", "vi", "vii"], n => Assert.Contains($"8.06(4)(b)1.h.{n}", cited));
    }

    [Fact]
    public void Rows_SayWhatTheyAreAbout() => Assert.All(PublicationTable.Current.Rows, r => Assert.NotEmpty(r.Facts));
}
