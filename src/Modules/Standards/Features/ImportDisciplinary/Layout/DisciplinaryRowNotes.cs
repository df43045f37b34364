using Post.Kernel.Imports.Reading;

namespace Post.Standards.Features.ImportDisciplinary.Layout;

/// <summary>What staff should look at in a row that is nevertheless taken.</summary>
internal static class DisciplinaryRowNotes
{
    public static IEnumerable<RowProblem> Of(DisciplinaryRow row) =>
    [
        .. Unmapped(row.Category, DisciplinaryLayout.AllegationType, "category-unmapped"),
        .. Unmapped(row.Subtype, DisciplinaryLayout.AllegationSubtype, "subtype-unmapped"),
        .. row.Disciplines.SelectMany(d => Unmapped(d.Type, DisciplinaryLayout.Disciplines, "discipline-unmapped")),
        .. row.Disciplines.SelectMany(d => d.Screens).Distinct().Select(Screen),
        .. Agency(row.ReportingAgency),
        .. Suffix(row.Officer),
    ];

    private static IEnumerable<RowProblem> Unmapped(CodedValue value, LayoutColumn column, string code)
    {
        if (value.State != CodeState.Unmapped) yield break;
        yield return new RowProblem(
            code, $"“{value.SourceText}” in {column.Name} is not in the vocabulary.", column.Name);
    }

    private static RowProblem Screen(string code) => new(
        code == "PendingMentioned" ? "remark-speaks-of-pending" : "remark-speaks-of-reversal",
        "The remark uses words of an appeal, a reversal or an open matter, without saying so in the set form.",
        DisciplinaryLayout.Disciplines.Name);

    private static IEnumerable<RowProblem> Agency(AgencyText agency)
    {
        if (agency.NamesAgency) yield break;
        yield return new RowProblem("reporting-agency-unnamed",
            $"“{agency.SourceText}” does not name the agency that reported.", DisciplinaryLayout.ReportingAgency.Name);
    }

    private static IEnumerable<RowProblem> Suffix(OfficerName officer)
    {
        if (!officer.SuffixesDisagree) yield break;
        yield return new RowProblem("suffix-conflict",
            $"The surname “{officer.SourceSurname}” and the suffix “{officer.SourceSuffix}” disagree.",
            DisciplinaryLayout.Suffix.Name);
    }
}
