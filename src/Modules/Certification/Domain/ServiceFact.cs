namespace Post.Certification.Domain;

/// <summary>
/// Rank, work status, leave or bargaining unit of an officer at an agency from a day on, until the first day of what followed. Of a leave its nature
/// is held; why somebody is on leave, or restricted, never is.
/// </summary>
internal sealed class ServiceFact
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid AgencyId { get; init; }
    public required ServiceRegister Register { get; init; }

    /// <summary>The rank as the agency writes it, the code of the work status or of the nature of the leave, or the id of the unit.</summary>
    public required string Value { get; init; }

    /// <summary>Of another work status or leave, what it is; of a unit, its name.</summary>
    public string? Words { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Of a leave, the day after the last one that was expected; how long it lasted the work status says.</summary>
    public DateOnly? ValidTo { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }

    public DatedValue Dated => new(SourceId, ValidFrom, ValidTo, Value, Words);
}

/// <summary>Of what a service fact speaks.</summary>
public enum ServiceRegister
{
    WorkStatus,
    Rank,

    /// <summary>The officer's unit, or that there is none (12.04(1)(a)7).</summary>
    BargainingUnit,

    /// <summary>The nature of a leave and its expected last day (12.04(1)(a)4); several may hold on one day.</summary>
    Leave,
}

/// <summary>Something that holds from a day on, as a source says it.</summary>
internal sealed record DatedValue(Guid SourceId, DateOnly From, DateOnly? Until, string Value, string? Words)
{
    /// <summary>
    /// All that is known once a source says that from a day on something else holds. Each holds until the next begins; what the source
    /// replaces is as if it had not been said, and of one day the later word stands.
    /// </summary>
    public static IReadOnlyList<DatedValue> With(IEnumerable<DatedValue> known, DatedValue said, Guid? replaces)
    {
        List<DatedValue> begun = [.. known.Where(k => k.SourceId != replaces && k.From != said.From).Append(said).OrderBy(k => k.From)];
        return [.. begun.Select((value, i) => value with { Until = i + 1 < begun.Count ? begun[i + 1].From : null })];
    }

    public bool HoldsOn(DateOnly day) => From <= day && !(Until <= day);
}
