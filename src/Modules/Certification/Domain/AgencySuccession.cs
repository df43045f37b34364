using Post.Certification.Contracts;

namespace Post.Certification.Domain;

/// <summary>
/// An agency ended and others took over: a fact of the world, with the days and the authority it rests on. It is not the
/// correction of a spelling, and it moves nobody's service.
/// </summary>
internal sealed class AgencySuccession
{
    public const int AuthorityMaxLength = 300;
    public const int ReasonMaxLength = 500;
    public const int MostSuccessors = 20;

    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required AgencyEnding Nature { get; init; }

    /// <summary>The first day on which the agency was there no more.</summary>
    public required DateOnly EndedOn { get; init; }

    public required string Authority { get; init; }
    public required string Reason { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; private set; }
    public string? SupersededBecause { get; private set; }
    public string? SupersededByName { get; private set; }
    public required List<AgencySuccessor> Successors { get; init; }

    /// <summary>By a correction, or withdrawn: what was known stays.</summary>
    public void Supersede(string because, string byName, DateTimeOffset at) =>
        (SupersededBecause, SupersededByName, SupersededAt) = (because, byName, at);
}

/// <summary>One of the agencies that took over.</summary>
internal sealed class AgencySuccessor
{
    public required Guid SuccessionId { get; init; }
    public required Guid AgencyId { get; init; }
}
