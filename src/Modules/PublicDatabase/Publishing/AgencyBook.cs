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

    public string? CountyOf(Guid? agencyId) => NameOf(agencyId) is { } name ? _byKey[name.Key].County : null;

    public LawEnforcementAgencyFacts? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>
    /// What the public sees of an agency, or null: a provisional agency is known only through what was submitted, so it
    /// is shown when something published names it. Spellings are left out, as one may come from a withheld complaint.
    /// </summary>
    public PublishedAgency? Publish(string key, bool named, int officers) =>
        Find(key) is { } agency && (named || !agency.Provisional)
            ? new PublishedAgency(key, agency.Name, agency.County, [], officers)
            : null;
}
