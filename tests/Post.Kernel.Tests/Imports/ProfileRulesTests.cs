using Post.Kernel.Imports;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Tests.Imports.Roster;

namespace Post.Kernel.Tests.Imports;

/// <summary>What rules do to one row, and which rules are no rules.</summary>
public sealed class ProfileRulesTests
{
    private static readonly IImportKind s_kind = new RosterImport(null!);

    public static TheoryData<string, string, string, string, string> Names => new()
    {
        { "SMITH, JOHN A", "SMITH", "JOHN", "A", "" },
        { "SMITH JR, JOHN", "SMITH", "JOHN", "", "JR" },
        { "Mc Intyre, Mary Ann Lee", "Mc Intyre", "Mary", "Ann Lee", "" },
        { "SMITH, JOHN A JR.", "SMITH", "JOHN", "A", "JR." },
        { "SMITH, III, JOHN", "SMITH", "JOHN", "", "III" },
        { "O'DEA , PAT", "O'DEA", "PAT", "", "" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void FullName_IsSplitIntoItsParts(string text, string surname, string first, string middle, string suffix)
    {
        var parts = PersonNameParts.Read(text)!;

        Assert.Equal((surname, first, middle, suffix), (parts.Surname, parts.FirstName, parts.MiddleName, parts.Suffix));
    }

    [Theory]
    [InlineData("JOHN SMITH")]
    [InlineData("SMITH,")]
    [InlineData(", JOHN")]
    [InlineData("SMITH, JOHN, MARY")]
    public void NameThatDoesNotSayItsParts_IsNotGuessed(string text) => Assert.Null(PersonNameParts.Read(text));

    [Fact]
    public void NameNotSplit_RejectsTheRowInWords()
    {
        var row = Translate("name", ["JOHN SMITH"], new FieldRule("LastName") { Column = "name", Part = NamePart.Surname });

        Assert.Equal("name-not-split", row.Row.Problem!.Code);
        Assert.Contains("“LAST, FIRST M”", row.Row.Problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("M/d/yyyy", "7/15/2017", "2017-07-15")]
    [InlineData("M/d/yyyy", "7/15/2017 0:00", "2017-07-15")]
    [InlineData("d/M/yyyy", "5/7/2017", "2017-07-05")]
    [InlineData("M/d/yy", "7/5/26", "2026-07-05")]
    [InlineData("M/d/yy", "7/5/27", "1927-07-05")]
    [InlineData("d-MMM-yy", "05-Jul-99", "1999-07-05")]
    [InlineData("yyyyMMdd", "20170705", "2017-07-05")]
    [InlineData("M/d/yyyy", "2017-07-15 08:30:00", "2017-07-15")]
    [InlineData("M/d/yyyy", "", "")]
    public void Day_IsWrittenAsTheKindReadsIt(string form, string text, string expected)
    {
        var row = Translate("hired", [text], new FieldRule("HiredOn") { Column = "hired", DateForm = form });

        Assert.Null(row.Row.Problem);
        Assert.Equal(expected, First(row));
    }

    [Fact]
    public void DayInAnotherForm_RejectsTheRowAndSaysTheForm()
    {
        var row = Translate("hired", ["31/12/2017"], new FieldRule("HiredOn") { Column = "hired", DateForm = "M/d/yyyy" });

        Assert.Equal("date-malformed", row.Row.Problem!.Code);
        Assert.Contains("like 7/5/2017, and is “31/12/2017”", row.Row.Problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnknownValue.Keep, "m", "Sergeant", null)]
    [InlineData(UnknownValue.Keep, "X", "X", null)]
    [InlineData(UnknownValue.Blank, "X", "", null)]
    [InlineData(UnknownValue.Reject, "X", "X", "value-unknown")]
    public void Values_MeanWhatTheMapSays(UnknownValue otherwise, string text, string expected, string? problem)
    {
        var rule = new FieldRule("Rank") { Column = "r", Values = new Dictionary<string, string> { ["M"] = "Sergeant" }, Otherwise = otherwise };

        var row = Translate("r", [text], rule);

        Assert.Equal((expected, problem), (First(row), row.Row.Problem?.Code));
    }

    [Theory]
    [InlineData("20373.0", true, null, "20373")]
    [InlineData("20373.5", true, null, "20373.5")]
    [InlineData("20373.0", false, null, "20373.0")]
    [InlineData("20373.0", true, "0000-0000", "0002-0373")]
    [InlineData("123456789", false, "0000-0000", "123456789")]
    [InlineData("P3662", false, "0000-0000", "P3662")]
    public void Number_LosesItsFractionAndTakesItsForm(string text, bool whole, string? mask, string expected) => Assert.Equal(
        expected, First(Translate("n", [text], new FieldRule("Number") { Column = "n", WholeNumber = whole, Mask = mask })));

    [Theory]
    [InlineData("Buffalo", "7", "Buffalo")]
    [InlineData("", "7", "Unit 7 of Erie")]
    public void Text_StandsWhereTheCellIsBlankAndTakesCellsIn(string cell, string unit, string expected) => Assert.Equal(
        expected, First(Translate("dept,unit", [cell, unit], new FieldRule("Agency") { Column = "dept", Constant = "Unit {unit} of Erie" })));

    [Fact]
    public void Cells_AreFoundWhereverTheColumnsStandAndTrimmed()
    {
        var rules = Whole();
        var one = RowTranslator.Of(s_kind, rules, ["n", "last", "first", "dept"], RosterHost.AsOf).Translate(Row(["7", "Smith", " Mary", "X"]));
        var other = RowTranslator.Of(s_kind, rules, ["Dept", "FIRST", "extra", "Last", "N"], RosterHost.AsOf).Translate(Row(["X", "Mary ", "?", "Smith", "7"]));

        Assert.Equal(one.Row.Cells, other.Row.Cells);
        Assert.Equal(["7", "Smith", "Mary", "X"], one.Row.Cells);
    }

    [Fact]
    public void RowThatCouldNotBeRead_IsHandedOnAsItIs()
    {
        var broken = new ImportRow(1, 2, ["only"], new RowProblem("cells-missing", "One cell."));

        Assert.Same(broken, RowTranslator.Of(s_kind, Whole(), ["n", "last", "first", "dept"], RosterHost.AsOf).Translate(broken).Row);
    }

    public static TheoryData<string, string, FieldRule?> Faulty => new()
    {
        { "field-missing", "Nothing fills Agency", null },
        { "field-missing", "Nothing fills Agency", new FieldRule("Agency") },
        { "field-twice", "Number is filled from “n” and “last”", new FieldRule("Number") { Column = "last" } },
        { "field-unknown", "no field “Shoe size”", new FieldRule("Shoe size") { Column = "n" } },
        { "column-absent", "no column “gone”", new FieldRule("Rank") { Column = "gone" } },
        { "column-absent", "no column “gone”", new FieldRule("Rank") { Constant = "{gone}" } },
        { "column-duplicate", "“twice” stands more than once", new FieldRule("Rank") { Column = "twice" } },
        { "date-form-unknown", "“yyyy-dd” is not a way", new FieldRule("HiredOn") { Column = "n", DateForm = "yyyy-dd" } },
        { "mask-unknown", "“####” is no form", new FieldRule("Rank") { Column = "n", Mask = "####" } },
        { "rule-too-long", "too long", new FieldRule("Rank") { Constant = new string('x', 501) } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void FaultyRule_IsNamed(string code, string words, FieldRule? rule)
    {
        string[] header = ["n", "last", "first", "dept", "twice", "twice"];
        var whole = Whole().Where(r => code != "field-missing" || r.Field != "Agency");

        var problems = ProfileCheck.Problems(s_kind, [.. whole, .. rule is null ? Array.Empty<FieldRule>() : [rule]], header);

        Assert.Contains(problems, p => p.Code == code && p.Text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void BlankInEveryRow_FillsARequiredFieldWhenSomebodySaysSo() => Assert.Empty(ProfileCheck.Problems(
        s_kind, [.. Whole().Where(r => r.Field != "Agency"), new FieldRule("Agency") { Blank = true }], ["n", "last", "first"]));

    [Fact]
    public void Rules_AreKeptWhole()
    {
        FieldRule[] rules =
        [
            new("Rank") { Column = "r", Values = new Dictionary<string, string> { ["M"] = "Male" }, Otherwise = UnknownValue.Reject, WholeNumber = true },
            new("LastName") { Column = "name", Part = NamePart.Surname, Constant = "{a}", Mask = "00", DateForm = "M/d/yyyy" },
            new("Agency") { Blank = true },
        ];

        var kept = FieldRules.Read(FieldRules.Write(rules));

        Assert.Equal(FieldRules.Write(rules), FieldRules.Write(kept));
        Assert.Equal(("Male", UnknownValue.Reject, NamePart.Surname, true), (kept[0].Values["M"], kept[0].Otherwise, kept[1].Part, kept[2].Blank));
    }

    [Fact]
    public void Fingerprint_KnowsTheNamesAndNotTheirOrder()
    {
        Assert.Equal(ImportProfile.Fingerprint(["Last Name", "badge_no", "#"]), ImportProfile.Fingerprint(["#", "BADGE NO", "last_name"]));
        Assert.NotEqual(ImportProfile.Fingerprint(["a", "b"]), ImportProfile.Fingerprint(["a", "b", "c"]));
    }

    private static IReadOnlyList<FieldRule> Whole() =>
    [
        RosterHost.From("Number", "n"), RosterHost.From("LastName", "last"), RosterHost.From("FirstName", "first"), RosterHost.From("Agency", "dept"),
    ];

    private static Translation Translate(string header, string[] cells, FieldRule rule)
    {
        FieldRule[] others = [.. Whole().Select(r => new FieldRule(r.Field) { Constant = "x" }).Where(r => r.Field != rule.Field)];
        return RowTranslator.Of(s_kind, [rule, .. others], header.Split(','), RosterHost.AsOf).Translate(Row(cells));
    }

    // The rule under test stands first.
    private static string First(Translation translation) => translation.Row.Cells[0];

    private static ImportRow Row(string[] cells) => new(1, 2, cells, null);
}
