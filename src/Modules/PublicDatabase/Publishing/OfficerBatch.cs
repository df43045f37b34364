using Post.Certification.Contracts;
using Post.Kernel.Time;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// Some officers at one moment: what is known and decided of them, what is on record, and what their copies must be. It
/// holds while no other publisher takes a turn and the day does not change.
/// </summary>
internal sealed record OfficerBatch(
    IReadOnlyCollection<Guid> PersonIds,
    DateOnly Day,
    PublicationFacts Facts,
    DecisionsOnRecord OnRecord,
    IReadOnlyDictionary<Guid, OfficerDecisions> Decisions,
    CopiesDue Copies);

/// <summary>What the copies of a batch must be, beside what stands there.</summary>
internal sealed record CopiesDue(
    IReadOnlyCollection<PublishedRow> Rows,
    IReadOnlyCollection<string> Withdrawn,
    IReadOnlyDictionary<string, StandingRow> Standing,
    MovedAddresses Moved,
    IReadOnlyCollection<(Guid Person, OfficerName Name)> NamesToRemember);

/// <summary>Reads facts, decides, and writes the documents; puts nothing on record and nothing before the public.</summary>
internal sealed class OfficerBatches(
    PublicationSources sources, DecisionStore store, PublishedNames names, PublishedCopies copies, PublicKeys keys, TimeProvider clock)
{
    public async Task<OfficerBatch> ReadAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var today = clock.Today();
        var facts = await sources.AboutAsync(personIds, today, ct);
        Guid[] members = [.. facts.Officers.Values.SelectMany(o => o.OtherIds).Concat(personIds).Distinct()];
        var onRecord = await store.CurrentAsync(members, ct);
        // What was decided to be shown of another number of the person was decided of the person: a merge moves it in one step.
        var decisions = facts.Officers.ToDictionary(o => o.Key, o => OfficerDecisions.Decide(
            o.Value,
            [.. facts.Complaints[o.Key]],
            facts.Rules,
            today,
            onRecord.ShownOf(o.Key, o.Value.OtherIds)));
        return new OfficerBatch(personIds, today, facts, onRecord, decisions, await DraftAsync(personIds, members, facts, decisions, ct));
    }

    private async Task<CopiesDue> DraftAsync(
        IReadOnlyCollection<Guid> personIds, Guid[] members, PublicationFacts facts,
        Dictionary<Guid, OfficerDecisions> decisions, CancellationToken ct)
    {
        var keyOf = personIds.ToDictionary(id => id, keys.OfOfficer);
        var standing = await copies.StandingAsync(keyOf.Values, ct);
        var known = await names.ReadAsync(members, ct);
        var fresh = new List<(Guid Person, OfficerName Name)>();
        var rows = new List<PublishedRow>(keyOf.Count);
        var withdrawn = new List<string>();
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (person, key) in keyOf)
        {
            // What stands published was published, even if the request that did it failed before it could say so.
            if (standing.TryGetValue(key, out var old)) Remember(person, old.Name);
            var others = facts.Officers.GetValueOrDefault(person)?.OtherIds ?? [];
            var oncePublished = others.Count == 0 ? known[person] : known[person].Union(others.SelectMany(o => known[o])).ToHashSet();
            if (Draft(facts, decisions, person, key, oncePublished) is not { } row)
            {
                withdrawn.Add(key);
                continue;
            }

            Remember(person, row.Name);
            rows.Add(row);
            // Only an address that the public has seen leads on: of another nobody could know whose it was.
            foreach (var other in others.Where(o => known[o].Count > 0)) moved[keys.OfOfficer(other)] = key;
        }

        return new CopiesDue(rows, withdrawn, standing, new MovedAddresses(moved, keyOf.Values), fresh);

        void Remember(Guid person, OfficerName name)
        {
            if (known[person].Add(name)) fresh.Add((person, name));
        }
    }

    private static PublishedRow? Draft(
        PublicationFacts facts, Dictionary<Guid, OfficerDecisions> all, Guid person, string key, IReadOnlySet<OfficerName> oncePublished)
    {
        if (!all.TryGetValue(person, out var decisions)) return null;
        var draft = new OfficerDraft(facts.Officers[person], [.. facts.Complaints[person]], decisions, facts.Agencies);
        return draft.Write(key, oncePublished) is { } officer ? PublishedRow.Of(officer, decisions.ValidUntil) : null;
    }
}
