using Post.Certification.Intake.Reading;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Layout = Post.Certification.Features.ImportEmployment.EmploymentLayout;

namespace Post.Certification.Features.ImportEmployment;

/// <summary>Judges each row by its own content; what stands elsewhere in the file or the record is judged in sets.</summary>
internal sealed class EmploymentChecker(DateOnly asOf) : IRowChecker
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "officer_number", "first_name", "surname", "suffix", "sort_key", "recased", "agency", "agency_folded", "out_of_state",
        "rank", "appointment_code", "starts_on", "ends_on", "nature_code", "nature_source", "separated_on", "reason",
        "misconduct_based", "during_investigation",
    ];

    private const string HomeState = "MA";

    private readonly AgencyNames _agencies = new();
    private readonly ServicesInFile _services = new();
    private long _separations;

    /// <summary>Officers of whom rows of the file must be compared with each other; null where they are too many to name.</summary>
    public string[]? Compared => _services.Compared;

    /// <summary>Every employer, as folded.</summary>
    public IReadOnlyCollection<string> Agencies => _services.Agencies;

    public IReadOnlyDictionary<string, long> Figures => new Dictionary<string, long>
    {
        ["officers"] = _services.OfficerCount,
        ["agencies"] = _services.Agencies.Count,
        ["spells"] = _services.Count,
        ["separations"] = _separations,
    };

    public StagedRow Check(ImportRow row, ColumnMap columns)
    {
        if (row.Problem is { } unreadable) return StagedCells.Rejected(row, [unreadable.Text], Columns.Count);

        var cells = new RowCells(columns.Over(row.Cells));
        var number = cells.OfficerNumber(Layout.OfficerNumber);
        var name = ReportedName.Read(cells, Layout.FirstName, Layout.LastName, Layout.Suffix);
        var state = cells.Text(Layout.AgencyState)?.ToUpperInvariant() ?? HomeState;
        var (agency, folded) = Employer(cells, state);
        var starts = cells.PastDate(Layout.StartDate, asOf);
        var ends = cells.PastDate(Layout.EndDate, asOf);
        var rank = cells.Text(Layout.Rank);
        var appointment = cells.Code(Layout.Appointment, "appointment");
        var separation = Separation(cells, ends);
        if (ends < starts) cells.Fault($"{Layout.EndDate.Name} is before {Layout.StartDate.Name}: nobody leaves before being hired.");
        if (cells.Problems.Count > 0) return StagedCells.Rejected(row, cells.Problems, Columns.Count, number);

        // A suspension from work is a nature of separation that leaves the service open (8.05(1)(j), 12.04(1)(a)2).
        var until = separation.Nature is FileVocabulary.Suspension ? null : ends;
        _services.Add(number!, name.SortKey!, folded!, starts, until);
        if (separation.Nature is not null) _separations++;
        return StagedCells.Judged(
            row, starts is null ? ImportVerdict.Held : ImportVerdict.Accepted, starts is null ? [NoStart] : [],
            [
                number, name.FirstName, name.Surname, name.Suffix, name.SortKey, name.Recased, agency, folded,
                state != HomeState, rank, appointment, starts, until, separation.Nature, separation.Source, separation.On,
                separation.Reason, separation.Misconduct, separation.Investigation,
            ]);
    }

    private const string NoStart = "StartDate is blank: the service waits for its day.";

    private (string? Spelling, string? Folded) Employer(RowCells cells, string state)
    {
        var text = cells.Required(Layout.AgencyName);
        var named = _agencies.Read(state == HomeState || text.Length == 0 ? text : $"{text} ({state})");
        if (text.Length > 0 && named.Folded is null) cells.Fault($"{Layout.AgencyName.Name} “{RowCells.Excerpt(text)}” names no agency.");
        return named;
    }

    private static SeparationCells Separation(RowCells cells, DateOnly? ends)
    {
        var source = cells.Text(Layout.SeparationNature);
        var reason = cells.Text(Layout.SeparationReason, RowCells.RemarkMaxLength);
        if (source is null) return new SeparationCells(null, null, null, null, null, null);

        var nature = cells.Code(Layout.SeparationNature, "separation");
        if (ends is null) cells.Fault($"{Layout.SeparationNature.Name} is given and {Layout.EndDate.Name} is blank.");
        if (nature is "Other" && reason is null) cells.Fault($"“{source}” needs words in {Layout.SeparationReason.Name}.");
        return new SeparationCells(
            nature, source, ends, reason, Answer(cells, Layout.MisconductBased), Answer(cells, Layout.DuringInvestigation));
    }

    // A file without the column cannot know; a blank cell beside a separation is an answer left out (8.05(1)(k)).
    private static string? Answer(RowCells cells, LayoutColumn column)
    {
        if (!cells.Has(column)) return FileVocabulary.Unknown;
        if (cells.Text(column) is not null) return cells.Code(column, "answer");
        cells.Fault($"{column.Name} needs an answer: Yes, No or Unknown.");
        return null;
    }

    private sealed record SeparationCells(
        string? Nature, string? Source, DateOnly? On, string? Reason, string? Misconduct, string? Investigation);
}
