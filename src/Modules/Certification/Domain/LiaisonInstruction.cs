namespace Post.Certification.Domain;

/// <summary>Who set what liaisons are to do (12.06(2)(g)).</summary>
public enum InstructionSource
{
    /// <summary>The Commission, for the liaisons of every agency.</summary>
    Commission,

    /// <summary>The head of an agency, for its own liaisons; no other agency sees it.</summary>
    Agency,
}

/// <summary>What liaisons are to do, in the words of whoever set it; a change is another version, which is read anew (12.06(2)).</summary>
internal sealed class LiaisonInstruction
{
    public const int TitleMaxLength = 200;
    public const int BodyMaxLength = 10_000;
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }

    /// <summary>The same for every version.</summary>
    public required Guid SeriesId { get; init; }

    public required int Version { get; init; }
    public required InstructionSource Source { get; init; }

    /// <summary>Whose duty it is; null for one of the Commission.</summary>
    public Guid? AgencyId { get; init; }

    public required string Title { get; init; }
    public required string Body { get; init; }

    /// <summary>Legal day.</summary>
    public required DateOnly InForceFrom { get; init; }

    /// <summary>By which legal day liaisons are to have read it; null where none was set.</summary>
    public DateOnly? AcknowledgeBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <summary>Why it ended with no other version in its place.</summary>
    public string? EndedBecause { get; private set; }

    public void Supersede(DateTimeOffset at, string? because = null) => (SupersededAt, EndedBecause) = (at, because);
}

/// <summary>That somebody who acts for an agency said of a version of an instruction that it was read; once.</summary>
internal sealed class InstructionAcknowledgement
{
    public required Guid InstructionId { get; init; }
    public required Guid MemberId { get; init; }
    public required DateTimeOffset AcknowledgedAt { get; init; }
    public required string AcknowledgedByName { get; init; }
}
