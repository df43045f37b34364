namespace Post.Certification.Domain;

/// <summary>Where and when an officer of an agency serves as a school resource officer (12.04(1)(c)4).</summary>
internal sealed class ServiceAtSchool
{
    public const int WordsMaxLength = 200;

    public required Guid Id { get; init; }

    /// <summary>The same for every correction of one entry.</summary>
    public required Guid SeriesId { get; init; }

    public required Guid PersonId { get; init; }
    public required Guid AgencyId { get; init; }
    public required string School { get; init; }
    public required string SchoolFolded { get; init; }
    public required string Place { get; init; }

    /// <summary>District or other body that runs the school.</summary>
    public required string SchoolBody { get; init; }

    public required string BodyFolded { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day; null while it goes on.</summary>
    public DateOnly? EndsOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public string? WithdrawnBecause { get; init; }

    public bool Overlaps(DateOnly from, DateOnly? until) => !(EndsOn < from) && !(until < StartsOn);
}

/// <summary>What service at schools rests on.</summary>
public enum SchoolPaperKind
{
    /// <summary>The memorandum of understanding with the school body (12.04(1)(c)2).</summary>
    Agreement,

    /// <summary>A version of the operating procedures (12.04(1)(c)3).</summary>
    Procedures,
}

/// <summary>An agreement with a school body, or a version of the operating procedures, with the days for which it holds.</summary>
internal sealed class SchoolPaper
{
    public const int WordsMaxLength = 300;

    public required Guid Id { get; init; }

    /// <summary>The same for every correction of one entry; another version is another entry.</summary>
    public required Guid SeriesId { get; init; }

    public required Guid AgencyId { get; init; }
    public required SchoolPaperKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>Between whom; null for procedures.</summary>
    public string? Parties { get; init; }

    public required string SchoolBody { get; init; }
    public required string BodyFolded { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day; null while it holds.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Where the signed paper is kept.</summary>
    public required string KeptAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public string? WithdrawnBecause { get; init; }
}

/// <summary>When the training year of school resource officers begins, which training fills it and whose word counts.</summary>
internal sealed class SroTrainingRule
{
    public required DateOnly ValidFrom { get; init; }
    public required int StartsMonth { get; init; }
    public required int StartsDay { get; init; }
    public required string TypeCode { get; init; }
    public required string ProviderCode { get; init; }
    public required string Source { get; init; }

    /// <summary>The year that the day lies in.</summary>
    public SroTrainingYear YearOf(DateOnly day)
    {
        var begun = new DateOnly(day.Year, StartsMonth, StartsDay);
        var first = begun <= day ? begun : begun.AddYears(-1);
        return new SroTrainingYear(first, first.AddYears(1).AddDays(-1));
    }
}

/// <summary>What staff made of a year that ended without the training of a school resource officer.</summary>
internal sealed class SroTrainingLook
{
    public const int NoteMaxLength = 500;

    public required Guid PersonId { get; init; }
    public required DateOnly YearEndsOn { get; init; }
    public required string Note { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
}

/// <summary>A training year of school resource officers, first and last day included.</summary>
internal sealed record SroTrainingYear(DateOnly First, DateOnly Last);
