using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Deadlines.ShowDeadline;

/// <summary>A deadline with every count there ever was of it.</summary>
[Requires(KernelPermissions.ReadDeadlines)]
[Audited("deadline.shown", DataClass.None)]
public sealed record ShowDeadlineQuery(Guid Id) : IQuery<ShowDeadlineResult>;

/// <summary>The counts of a deadline, the present one first.</summary>
public sealed record ShowDeadlineResult(
    IReadOnlyList<RunningDeadline> Counts, string? ExtendableBy, DateOnly Today, bool MayKeep) : ICountsRows
{
    public RunningDeadline Present => Counts[0];

    public int RowCount => Counts.Count;
}

internal sealed class ShowDeadlineHandler(
    DeadlineStore store, IDeadlineRules rules, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ShowDeadlineQuery, Result<ShowDeadlineResult>>
{
    public async Task<Result<ShowDeadlineResult>> Handle(ShowDeadlineQuery query, CancellationToken ct)
    {
        var counts = await store.ChainAsync(query.Id, ct);
        if (counts.Count == 0) return new NotFound("This deadline");
        var rule = await rules.FindAsync(counts[0].RuleCode, counts[0].Facts.Trigger.Date, ct);
        return new ShowDeadlineResult(counts, rule?.ExtendableBy, clock.Today(),
            permissions.Allows(caller.Value.Roles, KernelPermissions.KeepDeadlines));
    }
}
