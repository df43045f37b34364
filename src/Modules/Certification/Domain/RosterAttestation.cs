using System.Security.Cryptography;
using System.Text.Json;

namespace Post.Certification.Domain;

/// <summary>That the head of an agency attested to its roster as it stood, with the digest of exactly what was shown; never changed.</summary>
internal sealed class RosterAttestation
{
    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required DateOnly AttestedOn { get; init; }
    public required DateTimeOffset AttestedAt { get; init; }
    public Guid? AttestedBy { get; init; }
    public required string AttestedByName { get; init; }

    /// <summary>The version of the words to which the head attested.</summary>
    public required string Attested { get; init; }

    public required int Officers { get; init; }
    public required byte[] Digest { get; init; }

    /// <summary>The same agency, day, words and lines give the same digest, and nothing else does.</summary>
    public static byte[] DigestOf(Guid agency, DateOnly on, string attested, IEnumerable<RosterLine> lines) => SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new object[] { agency, on, attested, lines.Select(l => new object?[] { l.OfficerNumber, l.Name, l.Rank, l.Since }) }));
}

/// <summary>One line of a roster that was attested.</summary>
internal sealed class RosterAttestationLine
{
    public required Guid AttestationId { get; init; }
    public required int Place { get; init; }
    public required Guid PersonId { get; init; }
    public required string OfficerNumber { get; init; }
    public required string Name { get; init; }
    public string? Rank { get; init; }
    public DateOnly? Since { get; init; }

    public RosterLine Shown => new(PersonId, OfficerNumber, Name, Rank, Since);
}

/// <summary>An officer on a roster as its head reads it.</summary>
public sealed record RosterLine(Guid PersonId, string OfficerNumber, string Name, string? Rank, DateOnly? Since);

/// <summary>Somebody on a roster who was not there before, is no more, or stands there otherwise.</summary>
public sealed record RosterChange(string Words, RosterLine Line)
{
    /// <summary>What changed from one roster to another, in the order of the later one; who left comes last.</summary>
    public static IReadOnlyList<RosterChange> Between(IReadOnlyList<RosterLine> before, IReadOnlyList<RosterLine> now)
    {
        var known = before.ToDictionary(l => l.PersonId);
        var present = now.Select(l => l.PersonId).ToHashSet();
        return
        [
            .. now.Select(l => known.TryGetValue(l.PersonId, out var old) ? Changed(old, l) : new RosterChange("New on the roster", l)).OfType<RosterChange>(),
            .. before.Where(l => !present.Contains(l.PersonId)).Select(l => new RosterChange("No longer on the roster", l)),
        ];
    }

    private static RosterChange? Changed(RosterLine old, RosterLine now)
    {
        List<string> changes = [];
        if (old.Name != now.Name) changes.Add($"was {old.Name}");
        if (old.Rank != now.Rank) changes.Add($"rank was {old.Rank ?? "not recorded"}");
        if (old.Since != now.Since) changes.Add("another first day");
        if (old.OfficerNumber != now.OfficerNumber) changes.Add($"number was {old.OfficerNumber}");
        return changes.Count == 0 ? null : new RosterChange(string.Join("; ", changes), now);
    }
}
