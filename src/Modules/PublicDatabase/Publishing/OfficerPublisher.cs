using Post.Kernel.Time;
using Post.PublicDatabase.Gate;

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
    OfficerBatches batches,
    DecisionStore store,
    PublishedNames names,
    PublishedCopies copies,
    PublishersLock publishers,
    TimeProvider clock)
{
    public const int BatchSize = 4_000;

    /// <summary>
    /// Of a rebuild, where several are under way at once: what is held for one stays under what the runtime keeps apart as large.
    /// </summary>
    public const int PageSize = 2_000;

    public async Task<PublisherRun> DecideAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        await publishers.TakeAsync(ct);
        return await DecideAsync(await batches.ReadAsync(personIds, ct), ct);
    }

    /// <summary>
    /// The same for a page of a rebuild, which may read and decide while other pages are written. Null, and nothing done,
    /// where what it read may be out of date by its turn.
    /// </summary>
    public async Task<PublisherRun?> DecideAsync(IReadOnlyCollection<Guid> personIds, RebuildPage page, CancellationToken ct)
    {
        // While somebody else's turn may still be under way, what is read may be changed by it.
        var last = page.MayReadAhead ? await publishers.LastTurnAsync(ct) : 0;
        var ahead = page.Turns.Owns(last) ? await batches.ReadAsync(personIds, ct) : null;
        var turn = await publishers.TakeAsync(ct);
        page.Turns.Took(turn);
        if (ahead is null) return await DecideAsync(await batches.ReadAsync(personIds, ct), ct, inRebuild: true);
        return page.Turns.OwnAll(last, turn) && ahead.Day == clock.Today() ? await DecideAsync(ahead, ct, inRebuild: true) : null;
    }

    public async Task<PublisherRun> ShowAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        await publishers.TakeAsync(ct);
        var batch = await batches.ReadAsync(personIds, ct);
        return new PublisherRun(await CopyAsync(batch, inRebuild: false, ct), 0, []);
    }

    private async Task<PublisherRun> DecideAsync(OfficerBatch batch, CancellationToken ct, bool inRebuild = false)
    {
        var written = await CopyAsync(batch, inRebuild, ct);
        var made = await RecordAsync(batch, ct);
        Guid[] waiting = [.. batch.Decisions.Where(d => d.Value.WaitsForRecord).Select(d => d.Key)];
        return new PublisherRun(written, made, waiting);
    }

    private async Task<CopiesWritten> CopyAsync(OfficerBatch batch, bool inRebuild, CancellationToken ct)
    {
        var due = batch.Copies;
        var written = await copies.WriteAsync(due.Rows, due.Withdrawn, due.Standing, [], batch.Facts.Agencies, ct, due.Moved, inRebuild);
        await names.AddAsync(due.NamesToRemember, ct);
        return written;
    }

    private async Task<int> RecordAsync(OfficerBatch batch, CancellationToken ct)
    {
        var superseded = new List<Guid>();
        var made = new List<NewDecision>();
        var groundsOf = new Dictionary<GateDecision, DecisionGrounds>(ReferenceEqualityComparer.Instance);
        foreach (var person in batch.PersonIds)
        {
            var before = batch.OnRecord.Of(person).ToDictionary(d => d.ItemKey, StringComparer.Ordinal);
            if (batch.Decisions.TryGetValue(person, out var now))
            {
                foreach (var (item, (form, decision)) in now.All)
                {
                    var grounds = GroundsOf(decision);
                    if (before.Remove(item, out var old))
                    {
                        if (old.ValidUntil == now.ValidUntil && batch.OnRecord.GroundsOf(old).Equals(grounds)) continue;
                        superseded.Add(old.Id);
                    }

                    made.Add(new NewDecision(person, item, form, grounds, now.ValidUntil));
                }
            }

            superseded.AddRange(before.Values.Select(d => d.Id));
        }

        await store.SupersedeAsync(superseded, ct);
        await store.AddAsync(made, ct);
        return made.Count;

        // The gate gives one decision for all items of which it heard the same.
        DecisionGrounds GroundsOf(GateDecision decision)
        {
            if (!groundsOf.TryGetValue(decision, out var grounds))
            {
                groundsOf.Add(decision, grounds = new DecisionGrounds(decision, batch.Facts.Rules.EditionId, batch.Facts.Rules.GuidelineVersionIds));
            }

            return grounds;
        }
    }
}
