namespace Post.Commission.Domain;

/// <summary>A text of a regulation, in force from its day until the next edition of the same regulation (8.01).</summary>
internal sealed class RegulationEdition
{
    public required Guid Id { get; init; }
    public required string Regulation { get; init; }
    public required string RegisterNumber { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required string Authority { get; init; }
    public string? Note { get; init; }
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
