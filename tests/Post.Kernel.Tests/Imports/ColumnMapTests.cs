using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Tests.Imports;

public sealed class ColumnMapTests
{
    private static readonly LayoutColumn Name = new("LastName", required: true, "SURNAME");
    private static readonly LayoutColumn Date = new("IncidentDate", required: true);
    private static readonly LayoutColumn County = new("County", required: false);
    private static readonly ColumnLayout Layout = new("people", Name, Date, County);

    [Theory]
    [InlineData("LastName", "IncidentDate")]
    [InlineData("LAST_NAME", "INCIDENT_DATE")]
    [InlineData("last name", "Incident. Date")]
    [InlineData(" Surname ", "incident-date")]
    public void Spelling_IsFound(string name, string date)
    {
        var map = ColumnMap.Find(Layout, [date, name]).Map!;

        var cells = map.Over(["1/2/2020", "Smith"]);

        Assert.Equal(("Smith", "1/2/2020", ""), (cells[Name], cells[Date], cells[County]));
        Assert.False(map.Has(County));
    }

    [Fact]
    public void RequiredColumnMissing_IsNamed()
    {
        var refusal = Assert.Single(ColumnMap.Find(Layout, ["LastName", "County"]).Refusals);

        Assert.Equal("columns-missing", refusal.Code);
        Assert.Contains("IncidentDate", refusal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LastName", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void NoColumnKnown_IsNotThatLayout() =>
        Assert.Equal("layout-unknown", Assert.Single(ColumnMap.Find(Layout, ["a", "b"]).Refusals).Code);

    [Theory]
    [InlineData("LastName;IncidentDate", "semicolons")]
    [InlineData("LastName\tIncidentDate", "tabs")]
    public void OtherSeparator_IsPointedOut(string header, string hint) =>
        Assert.Contains(
            hint, Assert.Single(ColumnMap.Find(Layout, [header]).Refusals).Text, StringComparison.Ordinal);

    [Fact]
    public void ColumnTwice_IsRefusedWithBothSpellings()
    {
        var refusal = Assert.Single(ColumnMap.Find(Layout, ["LastName", "IncidentDate", "SURNAME"]).Refusals);

        Assert.Equal("column-duplicate", refusal.Code);
        Assert.Contains("“LastName” and “SURNAME”", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownColumn_IsReportedAndNotFatal()
    {
        var map = ColumnMap.Find(Layout, ["LastName", "IncidentDate", "Shoe size", ""]).Map!;

        Assert.Equal(["Shoe size", "(no name, column 4)"], map.ExtraColumns);
    }

    [Fact]
    public void SpellingOfTwoColumns_IsAFaultOfTheLayout() => Assert.Throws<ArgumentException>(() =>
        new ColumnLayout("broken", new LayoutColumn("A b", true), new LayoutColumn("A_B", true)));
}
