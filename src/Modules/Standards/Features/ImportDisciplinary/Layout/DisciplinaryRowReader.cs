using System.Globalization;
using System.Text.RegularExpressions;
using Post.Kernel.Imports.Reading;
using static System.FormattableString;

namespace Post.Standards.Features.ImportDisciplinary.Layout;

/// <summary>Reads one row in full before judging it, so that a submitter learns of every fault at once.</summary>
internal sealed partial class DisciplinaryRowReader(MappedCells cells, DateOnly asOf)
{
    // No officer under the Commission can have served earlier; an older year is a slip of the keyboard.
    private static readonly DateOnly EarliestIncident = new(1940, 1, 1);

    private readonly List<RowProblem> _problems = [];

    public RowReading Read()
    {
        var row = ReadRow();
        if (_problems.Count > 0) return new RowReading(RowVerdict.Rejected, null, _problems, []);

        var held = HoldReasons(row);
        var verdict = held.Count > 0 ? RowVerdict.Held : RowVerdict.Accepted;
        return new RowReading(verdict, row, held, [.. DisciplinaryRowNotes.Of(row)]);
    }

    private DisciplinaryRow ReadRow() => new()
    {
        ComplaintNumber = Number(DisciplinaryLayout.ComplaintNumber, ComplaintNumberForm(), "eight digits"),
        IaNumber = ReferenceText.Read(Text(DisciplinaryLayout.IaNumber, DisciplinaryRow.ReferenceMaxLength)),
        ReportingAgency = AgencyText.Read(
            Required(DisciplinaryLayout.ReportingAgency, DisciplinaryRow.AgencyMaxLength)),
        OfficerNumber = Number(DisciplinaryLayout.OfficerNumber, OfficerNumberForm(), "0000-0000"),
        Officer = OfficerName.Read(
            Text(DisciplinaryLayout.FirstName, DisciplinaryRow.NameMaxLength),
            Required(DisciplinaryLayout.LastName, DisciplinaryRow.NameMaxLength),
            Text(DisciplinaryLayout.Suffix, DisciplinaryRow.NameMaxLength)),
        CurrentAgency = AgencyText.Read(Text(DisciplinaryLayout.CurrentAgency, DisciplinaryRow.AgencyMaxLength)),
        Category = Vocabulary.Current.Read("category", cells[DisciplinaryLayout.AllegationType]),
        Subtype = Vocabulary.Current.Read("subtype", cells[DisciplinaryLayout.AllegationSubtype]),
        Narrative = OrNull(cells[DisciplinaryLayout.AllegationDetails]),
        IncidentDate = Date(DisciplinaryLayout.IncidentDate),
        CertificationStatus = Vocabulary.Current.Read("status", cells[DisciplinaryLayout.CertificationStatus]),
        AllegationNumber = Number(DisciplinaryLayout.AllegationNumber, AllegationNumberForm(), "A-00000000"),
        Disposition = Disposition(cells[DisciplinaryLayout.Disposition]),
        Disciplines = DisciplineList.Read(cells[DisciplinaryLayout.Disciplines]),
        DisciplinesSourceText = cells[DisciplinaryLayout.Disciplines],
        IntakeChannel = OrNull(Text(DisciplinaryLayout.IntakeChannel, DisciplinaryRow.ReferenceMaxLength)),
        County = OrNull(Text(DisciplinaryLayout.County, DisciplinaryRow.NameMaxLength)),
    };

    private static List<RowProblem> HoldReasons(DisciplinaryRow row)
    {
        var held = new List<RowProblem>();
        if (row.Disposition.Code == Codes.NeedsDetermination)
        {
            // Resolved adversely or not is for a person to find (8.06(4)(b)1.i); until then nothing is shown.
            held.Add(new RowProblem("disposition-needs-determination",
                $"The disposition “{row.Disposition.SourceText}” does not say that the matter was sustained.",
                DisciplinaryLayout.Disposition.Name));
        }

        if (row.CertificationStatus.State == CodeState.Unmapped)
        {
            held.Add(new RowProblem("status-unknown",
                $"The certification status “{row.CertificationStatus.SourceText}” is not in the vocabulary.",
                DisciplinaryLayout.CertificationStatus.Name));
        }

        return held;
    }

    private static CodedValue Disposition(string text)
    {
        if (Vocabulary.Current.Read("disposition", text) is { State: CodeState.Known } known) return known;
        return Vocabulary.Current.Read("disposition", "") with { SourceText = text, State = CodeState.Unmapped };
    }

    private string Number(LayoutColumn column, Regex form, string shape)
    {
        var text = cells[column].Trim();
        if (!form.IsMatch(text))
        {
            _problems.Add(new RowProblem("number-malformed",
                $"{column.Name} should be written {shape}, and is “{Excerpt(text)}”.", column.Name));
        }

        return text;
    }

    private string Required(LayoutColumn column, int maxLength)
    {
        var text = Text(column, maxLength);
        if (string.IsNullOrWhiteSpace(text))
        {
            _problems.Add(new RowProblem("value-missing", $"{column.Name} is blank.", column.Name));
        }

        return text;
    }

    private string Text(LayoutColumn column, int maxLength)
    {
        var text = cells[column];
        if (text.Length > maxLength)
        {
            _problems.Add(new RowProblem("value-too-long",
                Invariant($"{column.Name} has {text.Length:N0} characters; {maxLength:N0} are taken."), column.Name));
        }

        return text;
    }

    private DateOnly? Date(LayoutColumn column)
    {
        var text = cells[column];
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!DateOnly.TryParseExact(text, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            _problems.Add(new RowProblem("date-malformed",
                $"{column.Name} should be month/day/year, and is “{Excerpt(text)}”.", column.Name));
            return null;
        }

        if (date > asOf) _problems.Add(DateProblem("date-in-future", column, date, "later than the file itself"));
        if (date < EarliestIncident) _problems.Add(DateProblem("date-implausible", column, date, "too long ago"));
        return date;
    }

    private static RowProblem DateProblem(string code, LayoutColumn column, DateOnly date, string what) =>
        new(code, Invariant($"{column.Name} {date:M/d/yyyy} is {what}."), column.Name);

    private static string Excerpt(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");

    private static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [GeneratedRegex(@"\A[0-9]{8}\z")]
    private static partial Regex ComplaintNumberForm();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{4}\z")]
    private static partial Regex OfficerNumberForm();

    [GeneratedRegex(@"\AA-[0-9]{8}\z")]
    private static partial Regex AllegationNumberForm();
}
