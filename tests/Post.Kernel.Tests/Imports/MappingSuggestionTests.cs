using Post.Kernel.Imports;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Tests.Imports.Roster;
using Post.Testing;

namespace Post.Kernel.Tests.Imports;

/// <summary>What is proposed for columns that nobody has named.</summary>
public sealed class MappingSuggestionTests
{
    [Theory]
    [InlineData(GuessedType.Date, "2016-11-04", "2012-08-03", "")]
    [InlineData(GuessedType.Date, "9/26/2005", "12/1/2011")]
    [InlineData(GuessedType.Number, "18377", "4557")]
    [InlineData(GuessedType.Number, "20373.0", "13001.0")]
    [InlineData(GuessedType.FullName, "SMITH, JOHN A", "MC INTYRE, MARY")]
    [InlineData(GuessedType.Name, "Abdul-Wahed", "O'Dea", "Fuentes", "Ito", "Moss")]
    [InlineData(GuessedType.Code, "M", "F", "M", "M", "M", "F", "M", "F")]
    [InlineData(GuessedType.Text, "#1", "#2", "16TH DISTRICT - JEFFERSON PARK")]
    [InlineData(GuessedType.Blank, "", " ")]
    public void Cells_LookLikeWhatTheyAre(GuessedType expected, params string[] cells) => Assert.Equal(expected, ColumnGuess.Of(cells).Type);

    [Fact]
    public void DayThatFitsTwoForms_IsReadMonthFirst()
    {
        Assert.Equal("M/d/yyyy", ColumnGuess.Of(["1/2/2017", "3/4/2017"]).DateForm);
        Assert.Equal("d/M/yyyy", ColumnGuess.Of(["1/2/2017", "31/12/2017"]).DateForm);
    }

    [Fact]
    public void FullName_FillsTheFieldsThatFindNoColumn()
    {
        var rules = Propose(["Badge", "Officer", "Department"], ["7", "SMITH, JOHN A", "Harbor City"], ["8", "ITO, MAE", "Harbor City"]);

        Assert.Equal(("Officer", NamePart.Surname), (rules["LastName"].Column, rules["LastName"].Part));
        Assert.Equal(("Officer", NamePart.FirstName), (rules["FirstName"].Column, rules["FirstName"].Part));
        Assert.Equal(("Badge", "Department"), (rules["Number"].Column, rules["Agency"].Column));
    }

    [Fact]
    public void ColumnOfDays_IsNeverProposedForAText()
    {
        var rules = Propose(["rank", "hire date"], ["2016-11-04", "2016-11-04"]);

        Assert.DoesNotContain("Rank", rules.Keys);
        Assert.Equal(("hire date", "yyyy-MM-dd"), (rules["HiredOn"].Column, rules["HiredOn"].DateForm));
    }

    [RealDataFact("openoversight-rosters")]
    public void RealRosters_FindTheirColumns()
    {
        Assert.Equal("first name>FirstName last name>LastName department name>Agency employment date>HiredOn", Found("Buffalo__officers_prd.csv"));
        Assert.Equal("first_name>FirstName last_name>LastName department_name>Agency employment_date>HiredOn", Found("IMPD_January_2021__IMPD_oos_officers.csv"));
        Assert.Equal("first_name>FirstName last_name>LastName department_name>Agency employment_date>HiredOn", Found("Illinois_Dec_2022__skokie_officers.csv"));
        Assert.Equal("first_name>FirstName last_name>LastName department_name>Agency employment_date>HiredOn", Found("RPD__Roster_October_2020__officers_1.csv"));
    }

    private static string Found(string file)
    {
        using var reader = new RowReader(File.OpenRead(RealData.Find($"openoversight-rosters/{file}")!), FileEncoding.Utf8);
        var header = reader.ReadHeader().Cells;
        var rules = Propose([.. header], [.. reader.Rows().Take(200).Select(r => (string[])[.. r.Cells])]);
        return string.Join(' ', ((string[])["FirstName", "LastName", "Agency", "HiredOn"]).Where(rules.ContainsKey).Select(f => $"{rules[f].Column}>{f}"));
    }

    private static Dictionary<string, FieldRule> Propose(string[] header, params string[][] rows)
    {
        var guesses = header.Select((_, i) => ColumnGuess.Of([.. rows.Select(r => r[i])])).ToList();
        return MappingSuggestion.For((IImportKind)new RosterImport(null!), header, guesses).ToDictionary(r => r.Field);
    }
}
