namespace Post.Certification.Domain;

/// <summary>One way in which an agency has been written, and whose it is taken to be.</summary>
internal sealed class AgencySpelling
{
    public required Guid Id { get; init; }
    public required string Folded { get; init; }
    public required string Spelling { get; init; }
    public Guid? AgencyId { get; private set; }
    public AgencySpellingState State { get; private set; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public Guid? FirstSourceId { get; init; }

    /// <summary>The official name of an agency is a spelling of it that needs no decision.</summary>
    public static AgencySpelling OfName(Guid id, string name, Guid agencyId, DateTimeOffset at) => new()
    {
        Id = id,
        Folded = FoldOf(name),
        Spelling = name,
        AgencyId = agencyId,
        State = AgencySpellingState.Mapped,
        FirstSeenAt = at,
    };

    /// <summary>
    /// Two spellings with one key are one agency: case, blanks and punctuation do not matter, nor "Dept." for "Department",
    /// nor "&amp;" for "and". Empty when the text names nothing.
    /// </summary>
    public static string FoldOf(string spelling)
    {
        var words = FoldedWords.Of(spelling.Replace("&", " and ", StringComparison.Ordinal));
        return string.Join(' ', words.Split(' ').Select(w => w is "dept" ? "department" : w));
    }

    public AgencySpellingDecision Map(Guid id, Guid agencyId, string reason, Guid? by, string byName, DateTimeOffset at)
    {
        var decision = new AgencySpellingDecision
        {
            Id = id,
            SpellingId = Id,
            FromAgencyId = AgencyId,
            AgencyId = agencyId,
            Waited = State is AgencySpellingState.Queued,
            Reason = reason,
            DecidedBy = by,
            DecidedByName = byName,
            DecidedAt = at,
        };
        AgencyId = agencyId;
        State = AgencySpellingState.Mapped;
        return decision;
    }
}

/// <summary>Whether a person has said whose a spelling is.</summary>
internal enum AgencySpellingState
{
    Queued,
    Mapped,
    Dismissed,
}

/// <summary>Who said whose a spelling is, when and why; a later decision does not remove it.</summary>
internal sealed class AgencySpellingDecision
{
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }
    public required Guid SpellingId { get; init; }
    public Guid? FromAgencyId { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>Nobody had said before whose the spelling is.</summary>
    public required bool Waited { get; init; }

    public required string Reason { get; init; }
    public Guid? DecidedBy { get; init; }
    public required string DecidedByName { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
}
