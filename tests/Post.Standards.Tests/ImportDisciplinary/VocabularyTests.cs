using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Tests.ImportDisciplinary;

public sealed class VocabularyTests
{
    [Fact]
    public void EveryEntry_IsFoldedSourcedAndDated()
    {
        Assert.NotEmpty(Vocabulary.Current.Entries);
        Assert.All(Vocabulary.Current.Entries, e =>
        {
            Assert.Equal(Vocabulary.Fold(e.Folded), e.Folded);
            Assert.NotEmpty(e.Source);
            Assert.InRange(e.From, new DateOnly(2022, 1, 1), new DateOnly(2100, 1, 1));
        });
    }

    [Fact]
    public void CodeOfAKind_HasOneLabel() => Assert.All(
        Vocabulary.Current.Entries.GroupBy(e => (e.Kind, e.Code)),
        code => Assert.Single(code.Select(e => (e.Label, e.PublicLabel)).Distinct()));

    [Theory]
    [InlineData("Other / conduct unbecoming", "other conduct unbecoming")]
    [InlineData("  Suspension:  30+ days ", "suspension 30 days")]
    [InlineData("N/A", "n a")]
    [InlineData("[]", "")]
    public void Spelling_IsFolded(string text, string folded) => Assert.Equal(folded, Vocabulary.Fold(text));
}
