using FsCheck;
using FsCheck.Fluent;
using Post.Certification.Domain;

namespace Post.Certification.Tests;

public sealed class AgencySpellingTests
{
    [Theory]
    [InlineData("BEVERLY POLICE DEPARTMENT", "Beverly Police Department")]
    [InlineData("Beverly Police Dept.", "Beverly Police Department")]
    [InlineData("Dukes County Sheriff’s Office", "DUKES COUNTY SHERIFFS OFFICE")]
    [InlineData("Manchester-by-the-Sea  Police Department", "Manchester by the Sea Police Department")]
    [InlineData("Brigham & Women's Hospital", "Brigham and Women's Hospital")]
    [InlineData("Massachusetts Institute of Technology (MIT)", "Massachusetts Institute of Technology, MIT")]
    [InlineData("Peñas Police Department", "PENAS POLICE DEPARTMENT")]
    public void SameAgencyWrittenOtherwise_HasOneKey(string one, string other) =>
        Assert.Equal(AgencySpelling.FoldOf(one), AgencySpelling.FoldOf(other));

    [Theory]
    [InlineData("Essex Police Department", "Essex County Sheriff's Department")]
    [InlineData("Merrimac Police Department", "Merrimack College Police Department")]
    [InlineData("Transit", "MBTA Transit Police")]
    [InlineData("Lee Police Department", "Leeds Police Department")]
    public void OtherAgency_HasAnotherKey(string one, string other) =>
        Assert.NotEqual(AgencySpelling.FoldOf(one), AgencySpelling.FoldOf(other));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("-?-")]
    [InlineData("\ud800")]
    public void TextWithoutWords_HasNoKey(string text) => Assert.Empty(AgencySpelling.FoldOf(text));

    [Fact]
    public void Folding_IsIdempotent() =>
        Prop.ForAll<NonNull<string>>(text => AgencySpelling.FoldOf(AgencySpelling.FoldOf(text.Get)) == AgencySpelling.FoldOf(text.Get))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_IsBlindToCase() =>
        Prop.ForAll<NonNull<string>>(text => AgencySpelling.FoldOf(text.Get.ToUpperInvariant()) == AgencySpelling.FoldOf(text.Get))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void SortKey_PutsTheShorterSurnameFirst()
    {
        string[] sorted =
        [
            PersonName.SortKeyOf("Al", "Smith"), PersonName.SortKeyOf("Zoe", "SMITH"), PersonName.SortKeyOf("Al", "Smith Jones"),
            PersonName.SortKeyOf("Zoe", "Smith-Jones"), PersonName.SortKeyOf("Al", "Smithson"),
        ];
        Assert.Equal(sorted, sorted.Reverse().Order(StringComparer.Ordinal));
    }
}
