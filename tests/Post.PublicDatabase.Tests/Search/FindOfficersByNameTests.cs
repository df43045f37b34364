using Post.PublicDatabase.Search;
using static Post.PublicDatabase.Tests.Search.SmallRegister;

namespace Post.PublicDatabase.Tests.Search;

[Trait("Clause", "8.06(2)")]
public sealed class FindOfficersByNameTests
{
    [Theory]
    [InlineData("José Núñez", "jose nunez")]
    [InlineData("Jose Nunez", "JOSÉ NÚÑEZ")]
    [InlineData("Jose Nunez", "Jose\u0301 Nu\u0301n\u0303ez")]
    [InlineData("Søren Łukasz", "soren lukasz")]
    [InlineData("Anna Đặng", "anna dang")]
    [InlineData("Sean O'Brien", "sean obrien")]
    [InlineData("Sean O’Brien", "sean o'brien")]
    [InlineData("Sean O'Brien", "sean o brien")]
    [InlineData("Sean McCarthy", "sean mc carthy")]
    [InlineData("Sean Mc_Carthy", "sean mccarthy")]
    [InlineData("Ana Garcia-Lopez", "garcia-lopez")]
    [InlineData("Ana Garcia-Lopez", "garcialopez")]
    [InlineData("Ana Garcia-Lopez", "ana garcia")]
    [InlineData("Ana Garcia-Lopez", "lopez garcia ana")]
    [InlineData("Rosa de_los_Santos", "de los santos")]
    [InlineData("Rosa de_los_Santos", "delossantos")]
    [InlineData("Rosa de_los_Santos", "santos")]
    [InlineData("Marc St._Amand", "st amand")]
    [InlineData("Marc St._Amand", "stamand")]
    [InlineData("Marc St._Amand", "St. Amand, Marc")]
    [InlineData("Mary_Ann Hill", "maryann hill")]
    [InlineData("Maryann Hill", "mary ann hill")]
    [InlineData("Mary Hill", "ＭＡＲＹ　ＨＩＬＬ")]
    public void NameWrittenAnotherWay_IsAnExactHit(string name, string asked)
    {
        var parts = name.Split(' ');

        var found = Ask(
            asked, Officer(parts[0].Replace('_', ' '), parts[1].Replace('_', ' ')), Officer("Peter", "Quimby"));

        Assert.Equal(MatchKind.Exact, Assert.Single(found.Hits).Reason.Kind);
        Assert.Equal(SearchNotes.None, found.Notes & ~SearchNotes.Widened);
    }

    [Fact]
    public void WordsInAnyOrder_FindTheSameWithGivenNameFirstOnTop()
    {
        SearchableOfficer[] officers = [Officer("Martin", "James"), Officer("James", "Martin")];

        Assert.Equal(["James Martin", "Martin James"], Found("james martin", officers));
        Assert.Equal(["Martin James", "James Martin"], Found("martin james", officers));
        Assert.Equal(["Martin James", "James Martin"], Found("james, martin", officers));
    }

    [Fact]
    public void Suffix_IsAWordLikeAnother()
    {
        SearchableOfficer[] officers =
        [
            Officer("John", "Smith"), Officer("John", "Smithson") with { Suffix = "Jr." },
            Officer("Paul", "Smith") with { Suffix = "III" },
        ];

        Assert.Equal(["Paul Smith"], Found("smith iii", officers));
        Assert.Equal(["John Smithson"], Found("smithson, john jr.", officers));
    }

    [Theory]
    [InlineData("smi")]
    [InlineData("j smith")]
    [InlineData("joh smi")]
    [InlineData("smith j")]
    public void BeginningOfAWord_IsAHitBelowWholeWords(string asked)
    {
        var found = Ask(asked, Officer("John", "Smith"), Officer("Peter", "Quimby"));

        Assert.Equal(MatchKind.Beginning, Assert.Single(found.Hits).Reason.Kind);
    }

    [Fact]
    public void BetterKindOfMatch_ComesFirstWhateverTheAlphabetSays()
    {
        SearchableOfficer[] officers =
        [
            Officer("Robert", "Avery"), Officer("Bob", "Young"), Officer("Bobbinson", "Adams"),
            Officer("Zoe", "Abel").Formerly("Bob", "Abel"), Officer("Abe", "Bob"),
            Officer("Eve", "Ames").At("Bob Town Police"),
        ];

        var found = Ask("bob", officers);

        Assert.Equal(["Abe Bob", "Bob Young", "Zoe Abel", "Robert Avery", "Eve Ames", "Bobbinson Adams"], found.Keys());
        Assert.Equal(
            [
                MatchKind.Exact, MatchKind.Exact, MatchKind.FormerName, MatchKind.Nickname, MatchKind.AgencyWord,
                MatchKind.Beginning,
            ],
            found.Hits.Select(h => h.Reason.Kind));
    }

    [Fact]
    public void EqualMatches_StandBySurnameThenFirstNameThenNumber()
    {
        SearchableOfficer[] officers =
        [
            Officer("Zoe", "Le", "2"), Officer("Amy", "Le Blanc", "1"),
            Officer("amy", "Lé", "3") with { Key = "third" }, Officer("Amy", "Le", "1"),
        ];

        Assert.Equal(["Amy Le", "third", "Zoe Le", "Amy Le Blanc"], Found("le", officers));
        Assert.Equal(["Amy Le", "third", "Zoe Le", "Amy Le Blanc"], Found(null, officers));
    }

    [Fact]
    public void WholeSurname_ComesBeforeAPartOfOne()
    {
        Assert.Equal(
            ["Zoe Garcia", "Ana Garcia-Lopez"],
            Found("garcia", Officer("Ana", "Garcia-Lopez"), Officer("Zoe", "Garcia")));
    }

    [Fact]
    public void FormerName_IsFoundAndSaid()
    {
        var hit = Assert.Single(Ask("maria silva", Officer("Maria", "Costa").Formerly("Maria", "Silva")).Hits);

        Assert.Equal(new MatchReason(MatchKind.FormerName, "Silva", "Maria Silva"), hit.Reason);
    }

    [Theory]
    [InlineData("delacruz", "Ana de la Cruz")]
    [InlineData("silav", "Ana Silva")]
    public void OneOfSeveralFormerNames_IsTheOneSaid(string asked, string said)
    {
        var officer = Officer("Ana", "Hill").Formerly("Ana", "Moore").Formerly("Ana", "de la Cruz").Formerly("Ana", "Silva");

        Assert.Equal(said, Assert.Single(Ask(asked, officer).Hits).Reason.Found);
    }

    [Theory]
    [InlineData("bill smith", "Bill", "William", "Smith")]
    [InlineData("william smith", "William", "Bill", "Smith")]
    [InlineData("pepe díaz", "Pepe", "José", "Diaz")]
    [InlineData("chico costa", "Chico", "Francisco", "Costa")]
    [InlineData("ze costa", "Ze", "José", "Costa")]
    public void ShortForm_FindsTheNameBothWaysAndSaysSo(string asked, string word, string first, string surname)
    {
        var hit = Assert.Single(Ask(asked, Officer(first, surname)).Hits);

        Assert.Equal(new MatchReason(MatchKind.Nickname, word, first), hit.Reason);
    }

    [Fact]
    public void ShortForm_IsFollowedOneStepOnly()
    {
        // Bob and Bert are both Robert; that does not make Bob a Bert, nor a Herbert.
        Assert.Empty(Found("bob smith", Officer("Herbert", "Smith"), Officer("Bert", "Smith")));
    }

    [Fact]
    public void ShortForm_IsNotReadIntoSurnames()
    {
        Assert.Empty(Found("bill", Officer("Anna", "Williams"), Officer("Anna", "William")));
    }

    [Fact]
    public void MiddleNameNobodyPublished_IsLeftOutAndSaid()
    {
        var found = Ask("john quincy smith", Officer("John", "Smith"), Officer("Quincy", "Jones"));

        Assert.Equal(new MatchReason(MatchKind.WithoutWord, "Quincy"), Assert.Single(found.Hits).Reason);
    }
}
