using FsCheck;
using FsCheck.Fluent;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Tests.ImportDisciplinary;

public sealed class OfficerNameTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true);

    private static readonly Arbitrary<string> Surnames = Gen
        .Elements("Smith", " ", ", ", "Jr.", "JR", "III", "De", "la", "O'Brien", "-", "Sr", "\t")
        .ArrayOf()
        .Select(string.Concat)
        .ToArbitrary();

    [Theory]
    [InlineData("Smith Jr.", "", "Smith", "Jr.")]
    [InlineData("Smith", "JR", "Smith", "Jr.")]
    [InlineData("Smith III", "", "Smith", "III")]
    [InlineData("Smith, Sr", "", "Smith", "Sr.")]
    [InlineData("Smith II", "II", "Smith", "II")]
    [InlineData("De La Cruz", "", "De La Cruz", null)]
    [InlineData("St. Clair", "", "St. Clair", null)]
    [InlineData("Jr.", "", "Jr.", null)]
    [InlineData("Smith", "Esq.", "Smith", "Esq.")]
    public void Suffix_IsFoundInEitherPlace(string last, string column, string surname, string? suffix)
    {
        var name = OfficerName.Read("Mary", last, column);

        Assert.Equal((surname, suffix), (name.Surname, name.Suffix));
        Assert.Equal((last, column), (name.SourceSurname, name.SourceSuffix));
    }

    [Fact]
    public void SuffixesThatDisagree_AreNoted()
    {
        var reading = DisciplinaryFile.Row(
            (DisciplinaryLayout.LastName, "Smith Jr."), (DisciplinaryLayout.Suffix, "III"));

        Assert.Equal("suffix-conflict", Assert.Single(reading.Notes).Code);
        Assert.Equal("III", reading.Row!.Officer.Suffix);
    }

    [Fact]
    public void Splitting_LosesNoCharacter() => Prop
        .ForAll(Surnames, source =>
        {
            var parts = SurnameParts.Split(source);
            return parts.Surname + parts.Separator + parts.SuffixText == source;
        })
        .Check(Thorough);
}
