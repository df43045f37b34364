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
        var persons = known.SelectMany(o => o.OtherIds.Prepend(o.PersonId), (o, id) => (id, o.PersonId)).ToDictionary(p => p.id, p => p.PersonId);
        var complaints = await disciplinary.FactsAsync(persons.Keys, ct);
        return new PublicationFacts(
            known.ToDictionary(o => o.PersonId),
            OfPersons(complaints, persons).ToLookup(c => c.PersonId),
            await AgenciesAsync(ct),
            new PublicationRules(inForce));
    }

    // A complaint that names one person under two numbers is one entry of that person.
    private static IEnumerable<ComplaintFacts> OfPersons(IEnumerable<ComplaintFacts> complaints, Dictionary<Guid, Guid> persons) =>
        complaints.GroupBy(c => (c.ComplaintId, Person: persons[c.PersonId])).Select(same => same.First() with
        {
            PersonId = same.Key.Person,
            Allegations = [.. same.SelectMany(c => c.Allegations)],
        });

    public async Task<AgencyBook> AgenciesAsync(CancellationToken ct) => new(await agencies.AllAsync(ct), keys);

    /// <summary>To each id the person it stands for now, with all ids of that person.</summary>
    public Task<IReadOnlyDictionary<Guid, OfficerMembers>> MembersAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        officers.MembersAsync(personIds, ct);

    public Task<IReadOnlyList<Guid>> PageAsync(Guid? after, int limit, CancellationToken ct) =>
        officers.ListAsync(after, limit, ct);
}

/// <summary>What is known about a batch of persons; one who is not in it is known no more.</summary>
internal sealed record PublicationFacts(
    IReadOnlyDictionary<Guid, OfficerFacts> Officers, ILookup<Guid, ComplaintFacts> Complaints, AgencyBook Agencies,
        PublicationRules Rules);
