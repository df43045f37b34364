namespace Post.Commission.Domain;

/// <summary>A text of a regulation, in force from its day until the next edition of the same regulation (8.01).</summary>
internal sealed class RegulationEdition
{
    public required Guid Id { get; init; }
    public required string Regulation { get; init; }

    /// <summary>Issue of the Massachusetts Register; null where it is not on record.</summary>
    public string? RegisterNumber { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The enabling law as the edition gives it; null where it is not on record (12.01(1)).</summary>
    public string? Authority { get; init; }

    public string? Note { get; init; }

    /// <summary>To which day the text was current when it was read (OV-05).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>What amended it later without a day that is on record.</summary>
    public string? Amendment { get; init; }

    /// <summary>Where the dates come from.</summary>
    public string? SourceNote { get; init; }
}

/// <summary>Something the text itself fixes, such as a number of days; only an amendment changes it.</summary>
internal sealed class RegulationParameter
{
    public required Guid EditionId { get; init; }
    public required string Code { get; init; }
    public required string Value { get; init; }
    public required string Clause { get; init; }
    public required string Meaning { get; init; }
}

/// <summary>The regulations that the record is kept under, as they are cited.</summary>
internal static class Regulations
{
    public const string Databases = "555 CMR 8.00";
}
