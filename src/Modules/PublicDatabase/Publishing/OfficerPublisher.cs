using Post.Certification.Contracts;
using Post.Kernel.Time;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// What a run over some officers came to; those in <paramref name="Waiting"/> have more to show once their decisions
/// are on record.
/// </summary>
internal sealed record PublisherRun(CopiesWritten Copies, int DecisionsMade, IReadOnlyList<Guid> Waiting);

/// <summary>
/// From facts to decisions and published copies, in two steps so that neither order of failure does harm. Deciding puts
/// the new decisions into the request's transaction and at once takes from the copies whatever is no longer shown: what
/// stays is what old, committed decisions and new facts both allow. Showing, after that commit, adds what only the new
/// decisions allow. A step that fails is repeated by the outbox and writes the same bytes.
/// </summary>
internal sealed class OfficerPublisher(
    PublicationSources sources,
    DecisionStore store,
    PublishedNames names,
    PublishedCopies copies,
    PublishersLock publishers,
    PublicKeys keys,
    TimeProvider clock)
{
    public const int BatchSize = 4_000;

    public async Task<PublisherRun> DecideAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var batch = await OpenAsync(personIds, ct);
        var written = await CopyAsync(batch, ct);
        var made = await RecordAsync(batch, ct);
        Guid[] waiting = [.. batch.Decisions.Where(d => d.Value.WaitsForRecord).Select(d => d.Key)];
        return new PublisherRun(written, made, waiting);
    }

    public async Task<PublisherRun> ShowAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var batch = await OpenAsync(personIds, ct);
        return new PublisherRun(await CopyAsync(batch, ct), 0, []);
    }

    private async Task<Batch> OpenAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        await publishers.TakeAsync(ct);
        var today = clock.Today();
        var facts = await sources.AboutAsync(personIds, today, ct);
        var onRecord = await store.CurrentAsync([.. facts.Officers.Values.SelectMany(o => o.OtherIds).Concat(personIds).Distinct()], ct);
        // What was decided to be shown of another number of the person was decided of the person: a merge moves it in one step.
        var decisions = facts.Officers.ToDictionary(o => o.Key, o => OfficerDecisions.Decide(
            o.Value,
            [.. facts.Complaints[o.Key]],
            facts.Rules,
            today,
            o.Value.OtherIds.Prepend(o.Key).SelectMany(id => onRecord[id])
                .Where(d => d.Grounds.Decision.IsShown).Select(d => d.ItemKey).ToHashSet()));
        return new Batch(personIds, facts, onRecord, decisions);
    }

    private async Task<CopiesWritten> CopyAsync(Batch batch, CancellationToken ct)
    {
        var keyOf = batch.PersonIds.ToDictionary(id => id, keys.OfOfficer);
        var standing = await copies.StandingAsync(keyOf.Values, ct);
        var known = await names.ReadAsync([.. batch.MemberIds], ct);
        var fresh = new List<(Guid Person, OfficerName Name)>();
        var rows = new List<PublishedRow>();
        var withdrawn = new List<string>();
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (person, key) in keyOf)
        {
            // What stands published was published, even if the request that did it failed before it could say so.
            if (standing.TryGetValue(key, out var old)) Remember(person, old.Name);
            var others = batch.OthersOf(person);
            if (Draft(batch, person, key, known[person].Union([.. others.SelectMany(o => known[o])]).ToHashSet()) is not { } row)
            {
                withdrawn.Add(key);
                continue;
            }

            Remember(person, row.Name);
            rows.Add(row);
            // Only an address that the public has seen leads on: of another nobody could know whose it was.
            foreach (var other in others.Where(o => known[o].Count > 0)) moved[keys.OfOfficer(other)] = key;
        }

        var written = await copies.WriteAsync(rows, withdrawn, standing, [], batch.Facts.Agencies, ct, new(moved, keyOf.Values));
        await names.AddAsync(fresh, ct);
        return written;

        void Remember(Guid person, OfficerName name)
        {
            if (known[person].Add(name)) fresh.Add((person, name));
        }
    }

    private static PublishedRow? Draft(Batch batch, Guid person, string key, IReadOnlySet<OfficerName> oncePublished)
    {
        if (!batch.Decisions.TryGetValue(person, out var decisions)) return null;
        var facts = batch.Facts;
        var draft = new OfficerDraft(facts.Officers[person], [.. facts.Complaints[person]], decisions, facts.Agencies);
        return draft.Write(key, oncePublished) is { } officer ? PublishedRow.Of(officer, decisions.ValidUntil) : null;
    }

    private async Task<int> RecordAsync(Batch batch, CancellationToken ct)
    {
        var superseded = new List<Guid>();
        var made = new List<NewDecision>();
        foreach (var person in batch.PersonIds)
        {
            var before = batch.OnRecord[person].ToDictionary(d => d.ItemKey);
            if (batch.Decisions.TryGetValue(person, out var now))
            {
                foreach (var (item, (form, decision)) in now.All)
                {
                    before.Remove(item, out var old);
                    var grounds = new DecisionGrounds(decision, batch.Facts.Rules.EditionId, batch.Facts.Rules.GuidelineVersionIds);
                    if (old is not null && old.ValidUntil == now.ValidUntil && old.Grounds.Equals(grounds)) continue;
                    if (old is not null) superseded.Add(old.Id);
                    made.Add(new NewDecision(person, item, form, grounds, now.ValidUntil));
                }
            }

            superseded.AddRange(before.Values.Select(d => d.Id));
        }

        await store.SupersedeAsync(superseded, ct);
        await store.AddAsync(made, ct);
        return made.Count;
    }

    private sealed record Batch(
        IReadOnlyCollection<Guid> PersonIds,
        PublicationFacts Facts,
        ILookup<Guid, StoredDecision> OnRecord,
        IReadOnlyDictionary<Guid, OfficerDecisions> Decisions)
    {
        public IEnumerable<Guid> MemberIds => PersonIds.Concat(PersonIds.SelectMany(OthersOf)).Distinct();

        public IReadOnlyList<Guid> OthersOf(Guid person) => Facts.Officers.GetValueOrDefault(person)?.OtherIds ?? [];
    }
}
