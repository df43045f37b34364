using Post.Kernel.Imports.Reading;

namespace Post.Standards.Features.ImportDisciplinary.Layout;

/// <summary>What becomes of a row.</summary>
internal enum RowVerdict
{
    Accepted,
    Held,
    Rejected,
}

/// <summary>What a row of the disciplinary file means: one allegation against one officer in one complaint.</summary>
internal sealed record DisciplinaryRow
{
    public const int NameMaxLength = 100;
    public const int AgencyMaxLength = 200;
    public const int ReferenceMaxLength = 200;

    public required string ComplaintNumber { get; init; }

    public required ReferenceText IaNumber { get; init; }

    public required AgencyText ReportingAgency { get; init; }

    public required string OfficerNumber { get; init; }

    public required OfficerName Officer { get; init; }

    public required AgencyText CurrentAgency { get; init; }

    public required CodedValue Category { get; init; }

    public required CodedValue Subtype { get; init; }

    /// <summary>Kept as sent; it can name third persons and is not public until screened.</summary>
    public required string? Narrative { get; init; }

    /// <summary>Null where the file does not say.</summary>
    public required DateOnly? IncidentDate { get; init; }

    public required CodedValue CertificationStatus { get; init; }

    public required string AllegationNumber { get; init; }

    public required CodedValue Disposition { get; init; }

    public required IReadOnlyList<DisciplineEntry> Disciplines { get; init; }

    public required string DisciplinesSourceText { get; init; }

    public required string? IntakeChannel { get; init; }

    public required string? County { get; init; }

    public bool HasReversal => Disciplines.Any(d => d.IsReversed);

    public bool HasPending => Disciplines.Any(d => d.IsPending);

    public static RowReading Read(MappedCells cells, DateOnly asOf) => new DisciplinaryRowReader(cells, asOf).Read();
}

/// <summary>The outcome of reading a row: its meaning unless rejected, why it is held or rejected, and what a
/// person should look at although the row is taken.</summary>
internal sealed record RowReading(
    RowVerdict Verdict, DisciplinaryRow? Row, IReadOnlyList<RowProblem> Reasons, IReadOnlyList<RowProblem> Notes);
