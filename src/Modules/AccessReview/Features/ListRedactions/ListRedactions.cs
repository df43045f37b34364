using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.AccessReview.Redactions;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Work;

namespace Post.AccessReview.Features.ListRedactions;

/// <summary>Words that are to be taken out of the log, and those decided last. Names nobody: neither who acted nor whom it was about.</summary>
[Requires(AccessReviewPermissions.ReadRedactions)]
[Audited("log.redactions.listed", DataClass.None)]
internal sealed record ListRedactionsQuery : IQuery<ListRedactionsResult>;

internal sealed record ListRedactionsResult(
    IReadOnlyList<RedactionRow> Waiting, IReadOnlyList<RedactionRow> Decided, IReadOnlyList<RedactionAuthority> Authorities) : ICountsRows
{
    public int RowCount => Waiting.Count + Decided.Count;
}

internal sealed record RedactionRow(
    Guid Id, string Authority, string Paper, string Reason, string AskedBy, DateTimeOffset AskedAt, IReadOnlyList<RedactedAct> Acts,
    bool? Approved, string? DecidedBy, DateTimeOffset? DecidedAt, string? Words)
{
    /// <summary>Whether the caller asked for it, and so cannot decide.</summary>
    public bool Own { get; init; }
}

/// <summary>An act whose words are to go or are gone.</summary>
public sealed record RedactedAct(Guid EventId, string Act, DateTimeOffset? At);

internal sealed class ListRedactionsHandler(AccessReviewDb db, RedactionTerms terms, AccessLog log, LogNames names, CurrentCaller caller)
    : IRequestHandler<ListRedactionsQuery, Result<ListRedactionsResult>>
{
    private const int ShownAtMost = 50;

    public async Task<Result<ListRedactionsResult>> Handle(ListRedactionsQuery query, CancellationToken ct)
    {
        var all = db.Redactions.AsNoTracking().Include(r => r.Items);
        var waiting = await all.Where(r => r.DecidedAt == null).OrderBy(r => r.AskedAt).ThenBy(r => r.Id).Take(ShownAtMost).ToListAsync(ct);
        var decided = await all.Where(r => r.DecidedAt != null).OrderByDescending(r => r.DecidedAt).Take(ShownAtMost).ToListAsync(ct);
        var words = await terms.WordsAsync(ct);
        var actions = await names.ActionsAsync(ct);
        var acts = (await log.ThoseAsync([.. waiting.Concat(decided).SelectMany(r => r.Items).Select(i => i.EventId).Distinct()], ct))
            .ToDictionary(e => e.Id, e => new RedactedAct(e.Id, LogNames.Act(actions, e.Action), e.At));
        RedactionRow RowOf(Redaction r) => new(
            r.Id, words.GetValueOrDefault(r.Authority, r.Authority), r.Paper, r.Reason, r.AskedByName, r.AskedAt,
            [.. r.Items.Select(i => acts.GetValueOrDefault(i.EventId, new RedactedAct(i.EventId, "An act that is not in the log", null))).OrderBy(a => a.At)],
            r.Approved, r.DecidedByName, r.DecidedAt, r.DecisionWords)
        { Own = r.AskedBy == caller.Value.Id };
        return new ListRedactionsResult([.. waiting.Select(RowOf)], [.. decided.Select(RowOf)], await terms.AuthoritiesAsync(ct));
    }
}

/// <summary>Words to be taken out of the log that wait for the second person.</summary>
internal sealed class RedactionQueue(AccessReviewDb db) : IWorkQueue
{
    public string Title => "Words to be taken out of the log";
    public string Link => "/staff/access-review/redactions";
    public string Permission => AccessReviewPermissions.DecideRedactions;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var waiting = db.Redactions.AsNoTracking().Where(r => r.DecidedAt == null);
        var count = await waiting.CountAsync(ct);
        return count == 0
            ? QueueState.Empty
            : new QueueState(count, await waiting.MinAsync(r => r.AskedAt, ct), "An order or expungement waits for its second person.");
    }
}
