namespace Post.Certification.Domain;

/// <summary>A person in the record, told apart by the Commission's officer number and never by name.</summary>
internal sealed class Person
{
    public required Guid Id { get; init; }
    public required string OfficerNumber { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A name that a person bore, as far as sources show, and the time the Commission knew it so.</summary>
internal sealed class PersonName
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string FirstName { get; init; }
    public required string Surname { get; init; }
    public string? Suffix { get; init; }
    public required string SortKey { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }

    /// <summary>Surname first. The comma sorts before the hyphen and both before letters: Smith, Smith-Jones, Smithson.</summary>
    public static string SortKeyOf(string firstName, string surname) => $"{KeyPartOf(surname)},{KeyPartOf(firstName)}";

    public static string KeyPartOf(string name) => FoldedWords.Of(name).Replace(' ', '-');
}

/// <summary>Which sources named a person, for what they are evidence of (8.06(1), G-EVIDENCE).</summary>
internal sealed class PersonReport
{
    public required Guid PersonId { get; init; }
    public required Guid SourceId { get; init; }

    /// <summary>The kind of file: a status list says nothing of spells, and a history nothing of today's status.</summary>
    public required string Kind { get; init; }

    public required DateOnly AsOf { get; init; }
    public required bool IsCommissionList { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Where facts were read, and as of which day they speak.</summary>
internal sealed class FactSource
{
    public required Guid Id { get; init; }
    public required string Description { get; init; }
    public required bool IsCommissionList { get; init; }
    public required DateOnly AsOf { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
