using Post.Standards.Contracts;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>Allegations as the Standards module states them.</summary>
internal static class Allegations
{
    public static AllegationFacts One(string number, string disposition, IReadOnlyList<DisciplineFacts> discipline) =>
        new(
        FakeRegister.IdOf(number),
        number,
        "OtherMisconduct",
        "Other misconduct",
        "Conduct unbecoming or other misconduct",
        new DateOnly(2019, 5, 3),
        new DispositionFacts(disposition, disposition, true),
        discipline);

    public static DisciplineFacts Imposed(string label, params string[] qualifiers) =>
        new(label.Replace(" ", "", StringComparison.Ordinal), label, DisciplineState.Imposed, qualifiers);
}
