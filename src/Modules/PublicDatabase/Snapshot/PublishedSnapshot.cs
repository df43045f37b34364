using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Snapshot;

/// <summary>One publication, whole and unchangeable: all that a public page can know.</summary>
internal sealed class PublishedSnapshot
{
    private readonly FrozenDictionary<string, PublishedEntry> _officers;
    private readonly FrozenDictionary<string, PublishedAgency> _agencies;
    private readonly FrozenDictionary<string, string> _moved;
    private readonly DateOnly[] _ends;

    private PublishedSnapshot(
        PublicationState state, IReadOnlyList<PublishedEntry> officers, IReadOnlyList<PublishedAgency> agencies,
        IReadOnlyDictionary<string, string> moved)
    {
        State = state;
        Officers = OfficerIndex.Build([.. officers.Select(o => o.Searchable)]);
        Agencies = [.. agencies.OrderBy(a => FoldedText.Ordering(a.Name), StringComparer.Ordinal)
            .ThenBy(a => a.Key, StringComparer.Ordinal)];
        _officers = officers.ToFrozenDictionary(o => o.Searchable.Key, StringComparer.Ordinal);
        _agencies = Agencies.ToFrozenDictionary(a => a.Key, StringComparer.Ordinal);
        _moved = moved.ToFrozenDictionary(StringComparer.Ordinal);
        StatusLabels = officers.DistinctBy(o => o.Searchable.StatusCode)
            .ToFrozenDictionary(o => o.Searchable.StatusCode, o => OfficerDocument.Read(o.Json.Span).Status);
        Digest = DigestOf(officers);
        _ends = [.. Agencies.Select(a => a.Ended?.On).OfType<DateOnly>().Order()];
    }

    public PublicationState State { get; }

    /// <summary>The same for the same published content and only then, whatever its version number.</summary>
    public string Digest { get; }

    /// <summary>The digest for pages that read otherwise once the end of an agency has come.</summary>
    public string DigestOn(DateOnly today) =>
        Array.FindLastIndex(_ends, e => e <= today) is >= 0 and var last ? $"{Digest}-{last}" : Digest;

    /// <summary>Search over the officers of this publication.</summary>
    public OfficerIndex Officers { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<PublishedAgency> Agencies { get; }

    /// <summary>Status code to the words the public reads.</summary>
    public IReadOnlyDictionary<string, string> StatusLabels { get; }

    public static PublishedSnapshot Build(
        PublicationState state, IReadOnlyList<PublishedEntry> officers, IReadOnlyList<PublishedAgency> agencies,
        IReadOnlyDictionary<string, string>? moved = null) =>
        new(state, officers, agencies, moved ?? FrozenDictionary<string, string>.Empty);

    public PublishedEntry? FindOfficer(string key) => _officers.GetValueOrDefault(key);

    /// <summary>The officer to whom a once published address leads; null where that one is not shown, as for any unknown address.</summary>
    public string? MovedTo(string key) =>
        _moved.GetValueOrDefault(key) is { } into && _officers.ContainsKey(into) ? into : null;

    public PublishedAgency? FindAgency(string key) => _agencies.GetValueOrDefault(key);

    private string DigestOf(IReadOnlyList<PublishedEntry> officers)
    {
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        content.AppendData(Encoding.UTF8.GetBytes($"{State.DataThrough:O}"));
        foreach (var officer in officers.OrderBy(o => o.Searchable.Key, StringComparer.Ordinal))
        {
            content.AppendData(Encoding.UTF8.GetBytes(officer.Sha256));
        }

        foreach (var agency in Agencies)
        {
            content.AppendData(JsonSerializer.SerializeToUtf8Bytes(agency, OfficerDocumentJson.Readable.PublishedAgency));
        }

        return Convert.ToHexStringLower(content.GetHashAndReset());
    }
}

/// <summary>An officer as published: what can be searched for, and the prepared document with its digest in hex.</summary>
internal sealed record PublishedEntry(SearchableOfficer Searchable, ReadOnlyMemory<byte> Json, string Sha256);
