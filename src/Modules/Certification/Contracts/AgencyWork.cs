namespace Post.Certification.Contracts;

/// <summary>For whom a worklist is read.</summary>
/// <param name="AgencyId">The agency.</param>
/// <param name="Capacity">As what the reader acts for it.</param>
/// <param name="AccountId">The reader.</param>
/// <param name="Today">The legal day.</param>
public sealed record AgencyWorkReader(Guid AgencyId, MemberCapacity Capacity, Guid AccountId, DateOnly Today);

/// <summary>Something that is open at an agency.</summary>
/// <param name="Key">What it is, the same on every reading.</param>
/// <param name="Words">What is to be done.</param>
/// <param name="Link">Where it is done.</param>
/// <param name="Due">Its last legal day; null where none was set.</param>
/// <param name="Since">The legal day from which it is open; null where nobody can tell.</param>
public sealed record AgencyWorkItem(string Key, string Words, string Link, DateOnly? Due, DateOnly? Since)
{
    /// <summary>What it is about, in a word or two.</summary>
    public string? About { get; init; }

    /// <summary>Persons of the record who are named.</summary>
    public IReadOnlyList<Guid> Subjects { get; init; } = [];
}

/// <summary>
/// A kind of thing that can be open at an agency. A module registers it as a scoped service, and the one worklist of the agency shows it
/// (12.06(2)(c)); it tells of that agency alone, and only what the capacity may see.
/// </summary>
public interface IAgencyWork
{
    /// <summary>A word of the address, such as <c>reports</c>.</summary>
    string Part { get; }

    string Title { get; }

    Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct);
}
