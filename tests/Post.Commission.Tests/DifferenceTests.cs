using FsCheck;
using FsCheck.Fluent;
using Post.Commission.Domain;

namespace Post.Commission.Tests;

public sealed class DifferenceTests
{
    private static readonly Gen<string> s_texts = Gen.Elements("a", "b", "c", "").ListOf().Select(lines => string.Join('\n', lines));

    [Fact]
    public void AnyTwoTexts_CanBeReadBackFromTheMarks() => Check.QuickThrowOnFailure(Prop.ForAll(
        s_texts.ToArbitrary(), s_texts.ToArbitrary(), (before, after) =>
        {
            var lines = Difference.OfText(before, after);
            return string.Join('\n', lines.Where(l => l.Mark is not LineMark.Added).Select(l => l.Text)) == before
                && string.Join('\n', lines.Where(l => l.Mark is not LineMark.Removed).Select(l => l.Text)) == after;
        }));

    [Fact]
    public void SameText_HasNoMark() => Check.QuickThrowOnFailure(Prop.ForAll(
        s_texts.ToArbitrary(), text => Difference.OfText(text, text).All(l => l.Mark is LineMark.Same)));

    [Fact]
    public void OneLineChanged_MarksThatLineAlone() => Assert.Equal(
        [new(LineMark.Same, "one"), new(LineMark.Removed, "two"), new(LineMark.Added, "2"), new(LineMark.Same, "three")],
        Difference.OfText("one\ntwo\nthree", "one\n2\nthree"));

    [Fact]
    public void Parameters_AreComparedByTheirPath() => Assert.Equal(
        [
            new ParameterChange("a.b", "1", "2"),
            new ParameterChange("gone", "true", null),
            new ParameterChange("list", "[1, 2]", "[1, 2, 3]"),
            new ParameterChange("new", null, "{}"),
        ],
        Difference.OfParameters(
            """{"a": {"b": 1, "c": 3}, "list": [1, 2], "gone": true}""", """{"list": [1, 2, 3], "a": {"c": 3, "b": 2}, "new": {}}"""));
}
