using Post.Certification.Contracts;
using Post.PublicDatabase.Domain;

namespace Post.PublicDatabase.Publishing;

/// <summary>Every agency by its internal id and by its public key, as one publication names it.</summary>
internal sealed class AgencyBook
{
    private readonly Dictionary<Guid, PublishedAgencyName> _names;
    private readonly Dictionary<string, LawEnforcementAgencyFacts> _byKey;
    private readonly PublicKeys _keys;

    public AgencyBook(IReadOnlyList<LawEnforcementAgencyFacts> agencies, PublicKeys keys)
    {
        _keys = keys;
        _names = agencies.ToDictionary(a => a.Id, a => new PublishedAgencyName(keys.OfAgency(a.Id), a.Name));
        _byKey = agencies.ToDictionary(a => _names[a.Id].Key, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> Keys => _byKey.Keys;

    public PublishedAgencyName? NameOf(Guid? agencyId) => agencyId is { } id ? _names.GetValueOrDefault(id) : null;

    public string KeyOf(Guid agencyId) => _keys.OfAgency(agencyId);

    public LawEnforcementAgencyFacts? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>These agencies with whom they took over from and who took over from them: their pages name each other.</summary>
    public IEnumerable<string> WithNeighbours(IEnumerable<Guid> agencyIds) => agencyIds
        .SelectMany(id => Find(KeyOf(id)) is { } agency
            ? [id, .. agency.TookOver.Select(t => t.AgencyId), .. agency.Ended?.SuccessorIds ?? []]
            : (Guid[])[id])
        .Select(KeyOf).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// What the public sees of an agency, or null: a provisional agency is known only through what was submitted, so it
    /// is shown when something published names it. Spellings are left out, as one may come from a withheld complaint.
    /// </summary>
    public PublishedAgency? Publish(string key, bool named, int officers) =>
        Find(key) is { } agency && (named || !agency.Provisional)
            ? new PublishedAgency(key, agency.Name, agency.County, [], officers)
            {
                Ended = agency.Ended is { } end ? new PublishedEnding($"{end.Nature}", end.EndedOn, [.. Named(end.SuccessorIds)]) : null,
                TookOverFrom = [.. agency.TookOver.SelectMany(t => Named([t.AgencyId])
                    .Select(name => new PublishedTakeover($"{t.Nature}", t.EndedOn, name)))],
            }
            : null;

    private IEnumerable<PublishedAgencyName> Named(IEnumerable<Guid> agencyIds) => agencyIds
        .Select(id => NameOf(id)).OfType<PublishedAgencyName>()
        .OrderBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Key, StringComparer.Ordinal);
}
