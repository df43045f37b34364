using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Log;
using Post.AccessReview.Redactions;
using Post.Audit;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ShowEvent;

/// <summary>One act with all that the log keeps of it: its words, what it belongs to and what belongs to it.</summary>
[Requires(AccessReviewPermissions.ReadLog)]
[Audited("log.event.opened", DataClass.Restricted, Fields = ["access"])]
internal sealed record ShowEventQuery(Guid EventId) : IQuery<ShowEventResult>;

/// <param name="Row">The act in words.</param>
/// <param name="Payload">Its words and values; empty once expunged.</param>
/// <param name="Persons">Everybody the act touched, as far as a page holds them.</param>
/// <param name="Parent">The act it is a part of.</param>
/// <param name="Children">Its parts.</param>
/// <param name="Unit">For whom the actor worked.</param>
/// <param name="Checkpoint">The latest proof over the log; null while nothing is sealed.</param>
public sealed record ShowEventResult(
    LogRow Row, LogPayload Payload, IReadOnlyList<NamedPerson> Persons, LogRow? Parent, IReadOnlyList<LogRow> Children, string? Unit,
    string? Checkpoint) : INamesSubjects, ICountsRows
{
    /// <summary>On what authority its words were taken out; null: they were not.</summary>
    public TakenOut? TakenOut { get; init; }

    /// <summary>Its words are not there.</summary>
    public bool WithoutWords { get; init; }

    public IEnumerable<Guid> SubjectIds => Row.Event.SubjectIds.Concat(Children.SelectMany(c => c.Event.SubjectIds)).Distinct();
    public int RowCount => 1 + Children.Count;
}

/// <summary>Words taken out of the log by two persons.</summary>
public sealed record TakenOut(string Authority, string Paper, string AskedBy, string DecidedBy, DateTimeOffset At);

internal sealed class ShowEventHandler(AccessReviewDb db, RedactionTerms terms, AccessLog log, LogNames names, LogRows rows, IEnumerable<ISealState> seals)
    : IRequestHandler<ShowEventQuery, Result<ShowEventResult>>
{
    private const int ListedAtMost = 100;

    public async Task<Result<ShowEventResult>> Handle(ShowEventQuery query, CancellationToken ct)
    {
        if (await log.FindAsync(query.EventId, ct) is not { } found) return new NotFound("This event");
        var children = await log.ChildrenAsync(found.Id, ListedAtMost, ct);
        var parent = found.ParentId is { } id ? await log.FindAsync(id, ct) : null;
        List<LogEvent> all = [found, .. children];
        if (parent is not null) all.Add(parent);
        var told = (await rows.OfAsync(all, ct)).ToDictionary(r => r.Event.Id);
        var payload = (await log.PayloadsAsync([found], ct)).GetValueOrDefault(found.Id);
        var persons = await names.PersonsAsync([.. found.SubjectIds.Take(ListedAtMost)], ct);
        var units = await names.UnitsAsync(ct);
        var checkpoint = seals.FirstOrDefault() is { } seal ? await seal.LatestCheckpointAsync(ct) : null;
        return new ShowEventResult(
            told[found.Id], payload ?? LogPayload.Gone, [.. persons.Values.DistinctBy(p => p.PersonId)], parent is null ? null : told[parent.Id],
            [.. children.Select(c => told[c.Id])], found.Roles.Select(units.GetValueOrDefault).FirstOrDefault(u => u is not null), checkpoint)
        {
            WithoutWords = payload is null,
            TakenOut = payload is null ? await TakenOutAsync(found.Id, ct) : null,
        };
    }

    private async Task<TakenOut?> TakenOutAsync(Guid id, CancellationToken ct)
    {
        var found = await db.Redactions.AsNoTracking()
            .Where(r => r.Approved == true && r.Items.Any(i => i.EventId == id)).OrderBy(r => r.DecidedAt).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        var words = await terms.WordsAsync(ct);
        return new TakenOut(
            words.GetValueOrDefault(found.Authority, found.Authority), found.Paper, found.AskedByName, found.DecidedByName!, found.DecidedAt!.Value);
    }
}
