using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Work;

namespace Post.AccessReview.Features.ListTiedLooks;

/// <summary>Looks across a tie that wait for a second person, and those decided last.</summary>
[Requires(AccessReviewPermissions.DecideTiedLooks)]
[Audited("tied-looks.listed", DataClass.Personal, Fields = ["identity", "tie"], Lists = true)]
internal sealed record ListTiedLooksQuery : IQuery<ListTiedLooksResult>;

internal sealed record ListTiedLooksResult(IReadOnlyList<TiedLookRow> Waiting, IReadOnlyList<TiedLookRow> Decided) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Waiting.Concat(Decided).Select(r => r.SubjectId).Distinct();
    public int RowCount => Waiting.Count + Decided.Count;
}

internal sealed record TiedLookRow(
    Guid Id, Guid AccountId, string AskedBy, DateTimeOffset AskedAt, Guid SubjectId, string Subject, TieKind Tie, string Purpose, string? Matter, string Reason,
    bool? Approved, string? DecidedBy, string? Words, DateTimeOffset? EndsAt)
{
    /// <summary>Whether the caller asked for it, and so cannot decide.</summary>
    public bool Own { get; init; }
}

internal sealed class ListTiedLooksHandler(AccessReviewDb db, IOfficerDirectory officers, PurposeCatalogue purposes, CurrentCaller caller)
    : IRequestHandler<ListTiedLooksQuery, Result<ListTiedLooksResult>>
{
    private const int ShownAtMost = 50;

    public async Task<Result<ListTiedLooksResult>> Handle(ListTiedLooksQuery query, CancellationToken ct)
    {
        var waiting = await db.TiedLooks.AsNoTracking().Where(l => l.DecidedAt == null).OrderBy(l => l.AskedAt).Take(ShownAtMost).ToListAsync(ct);
        var decided = await db.TiedLooks.AsNoTracking().Where(l => l.DecidedAt != null).OrderByDescending(l => l.DecidedAt).Take(ShownAtMost).ToListAsync(ct);
        var roots = await officers.MembersAsync([.. waiting.Concat(decided).Select(l => l.SubjectId).Distinct()], ct);
        var known = (await officers.FactsAsync([.. roots.Values.Select(m => m.PersonId).Distinct()], ct)).ToDictionary(f => f.PersonId);
        string NameOf(Guid subject) => known.TryGetValue(roots[subject].PersonId, out var officer)
            ? $"{officer.Name.Surname}, {officer.Name.FirstName} ({officer.OfficerNumber})"
            : "A person not in the record";
        TiedLookRow RowOf(TiedLook l) => new(
            l.Id, l.AccountId, l.AccountName, l.AskedAt, l.SubjectId, NameOf(l.SubjectId), l.TieKind, purposes.Find(l.Purpose)?.Label ?? l.Purpose, l.Matter,
            l.Reason, l.Approved, l.DecidedByName, l.DecisionWords, l.EndsAt)
        { Own = l.AccountId == caller.Value.Id };
        return new ListTiedLooksResult([.. waiting.Select(RowOf)], [.. decided.Select(RowOf)]);
    }
}

/// <summary>Looks across a tie that wait for a second person.</summary>
internal sealed class TiedLookQueue(AccessReviewDb db) : IWorkQueue
{
    public string Title => "Looks that ask for a second person";
    public string Link => AccessPages.TiedLooks;
    public string Permission => AccessReviewPermissions.DecideTiedLooks;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var waiting = db.TiedLooks.AsNoTracking().Where(l => l.DecidedAt == null);
        var count = await waiting.CountAsync(ct);
        return count == 0
            ? QueueState.Empty
            : new QueueState(count, await waiting.MinAsync(l => l.AskedAt, ct), "Somebody is tied to the person whose file they need.");
    }
}
