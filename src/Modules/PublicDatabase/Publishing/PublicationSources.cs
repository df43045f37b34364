using Post.Certification.Contracts;
using Post.Commission.Contracts;
using Post.PublicDatabase.Gate;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Publishing;

/// <summary>Asks the modules that own the facts, each once for a whole batch.</summary>
internal sealed class PublicationSources(
    IOfficerDirectory officers, ILawEnforcementAgencies agencies, IDisciplinaryRecord disciplinary, IRules rules,
    PublicKeys keys)
{
    public async Task<PublicationFacts> AboutAsync(IReadOnlyCollection<Guid> personIds, DateOnly today,
        CancellationToken ct)
    {
        var inForce = await rules.InForceAsync(today, ct);
        var known = await officers.FactsAsync(personIds, ct);
        var complaints = await disciplinary.FactsAsync(personIds, ct);
        return new PublicationFacts(
            known.ToDictionary(o => o.PersonId), complaints.ToLookup(c => c.PersonId), await AgenciesAsync(ct),
            new PublicationRules(inForce));
    }

    public async Task<AgencyBook> AgenciesAsync(CancellationToken ct) => new(await agencies.AllAsync(ct), keys);

    public Task<IReadOnlyList<Guid>> PageAsync(Guid? after, int limit, CancellationToken ct) =>
        officers.ListAsync(after, limit, ct);
}

/// <summary>What is known about a batch of persons; one who is not in it is known no more.</summary>
internal sealed record PublicationFacts(
    IReadOnlyDictionary<Guid, OfficerFacts> Officers, ILookup<Guid, ComplaintFacts> Complaints, AgencyBook Agencies,
        PublicationRules Rules);
