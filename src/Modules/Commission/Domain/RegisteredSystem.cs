using Post.Kernel.Requests;

namespace Post.Commission.Domain;

/// <summary>Why a system is in the register.</summary>
public enum SystemKind
{
    Statutory,
    Other,
    Vendor,
}

/// <summary>Where a registered system stands.</summary>
public enum SystemState
{
    Planned,
    InUse,
    Retired,
}

/// <summary>A database or electronic record system of the Commission (8.02(1)).</summary>
internal sealed class RegisteredSystem : RegisterRow
{
    public const int CodeMaxLength = 60;
    public const int TextMaxLength = 300;

    public required Guid SystemId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required SystemKind Kind { get; init; }
    public string? Statute { get; init; }
    public required string OwnerUnit { get; init; }
    public required string Holds { get; init; }

    /// <summary>Schemas of this product's database in which it lives; none for a system elsewhere.</summary>
    public required string[] Schemas { get; init; }

    /// <summary>What every disclosure from it must pass.</summary>
    public required string DisclosurePolicy { get; init; }

    public required Guid EditionId { get; init; }
    public required SystemState State { get; init; }
    public Guid? EstablishmentVoteId { get; init; }
    public DateOnly? EstablishedOn { get; init; }
    public required DateOnly ReviewOn { get; init; }

    /// <summary>What a vote that establishes it must name.</summary>
    public string Subject => $"system:{Code}";

    /// <summary>The same system, established by a vote.</summary>
    public RegisteredSystem Established(Guid voteId, DateOnly on) => new()
    {
        SystemId = SystemId,
        Code = Code,
        Name = Name,
        Kind = Kind,
        Statute = Statute,
        OwnerUnit = OwnerUnit,
        Holds = Holds,
        Schemas = Schemas,
        DisclosurePolicy = DisclosurePolicy,
        EditionId = EditionId,
        State = State,
        EstablishmentVoteId = voteId,
        EstablishedOn = on,
        ReviewOn = ReviewOn,
    };
}

/// <summary>An answer that a review asks for.</summary>
public enum ReviewAnswer
{
    NotAnswered,
    Yes,
    NotFeasible,
}

/// <summary>What was being done to the system when it was reviewed.</summary>
public enum ReviewOccasion
{
    Design,
    Acquisition,
}

/// <summary>The consultation that 8.07(1) asks for when a system is designed or acquired.</summary>
internal sealed class DesignReview : RegisterRow
{
    /// <summary>At least one of these takes part beside the two officers (8.07(1)).</summary>
    public static readonly IReadOnlyList<string> Consultees = ["Executive Director", "CFAO", "EOTSS"];

    public required Guid ReviewId { get; init; }
    public required Guid SystemId { get; init; }
    public required ReviewOccasion Occasion { get; init; }
    public required string Subject { get; init; }
    public string? RecordsAccessOfficer { get; init; }
    public string? TechnologyOfficer { get; init; }
    public required string[] Consulted { get; init; }
    public required ReviewAnswer MachineReadable { get; init; }
    public required ReviewAnswer Segregation { get; init; }
    public string? Findings { get; init; }
    public DateOnly? ClosedOn { get; init; }

    /// <summary>What keeps the review open, each with the words for who can mend it.</summary>
    public IEnumerable<string> Missing()
    {
        if (RecordsAccessOfficer is null) yield return "the records access officer who took part";
        if (TechnologyOfficer is null) yield return "the Chief Technology Officer who took part";
        if (!Consulted.Any(Consultees.Contains)) yield return "at least one of Executive Director, CFAO and EOTSS";
        if (MachineReadable is ReviewAnswer.NotAnswered) yield return "whether it exports in machine-readable form";
        if (Segregation is ReviewAnswer.NotAnswered) yield return "whether public and exempt parts can be kept apart";
        if (Findings is null && (MachineReadable is ReviewAnswer.NotFeasible || Segregation is ReviewAnswer.NotFeasible))
        {
            yield return "why something is not feasible";
        }
    }
}

internal sealed record StatutorySystemStays(string Name)
    : Refusal($"{Name} is named by statute: it stays in the register and in use (8.02(1)(a)).");

internal sealed record SystemCodeTaken(string Code)
    : Refusal($"Another system is registered under “{Code}”. Choose another short name.");

internal sealed record StatuteMissing()
    : Refusal("Give the statute for a statutory system, and the schema in which it lives (8.02(1)(a)).")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record AlreadyEstablished(string Name)
    : Refusal($"{Name} is established already.");

internal sealed record ReviewIncomplete(IReadOnlyList<string> Missing)
    : Refusal($"The review cannot be closed yet. Missing: {string.Join("; ", Missing)} (8.07(1)).");

internal sealed record ReviewClosed()
    : Refusal("This review is closed. Open a new one for the next change.");
