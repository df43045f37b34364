using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Deadlines.ListDeadlines;

/// <summary>Running deadlines, the soonest first, or those without a date; a page begins after the last row of the one before.</summary>
[Requires(KernelPermissions.ReadDeadlines)]
[Audited("deadlines.listed", DataClass.None)]
public sealed record ListDeadlinesQuery(
    bool Undated, DateOnly? AfterDue, Guid? After, int Limit = 25) : IQuery<ListDeadlinesResult>;

internal sealed class ListDeadlinesValidator : AbstractValidator<ListDeadlinesQuery>
{
    public ListDeadlinesValidator() =>
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <summary>A page of deadlines, where the next begins, and how many are late or without a date.</summary>
public sealed record ListDeadlinesResult(
    IReadOnlyList<RunningDeadline> Rows, RunningDeadline? Next, DateOnly Today, long Late, long Undated, bool MayKeep) : ICountsRows
{
    public int RowCount => Rows.Count;
}

internal sealed class ListDeadlinesHandler(
    DeadlineStore store, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ListDeadlinesQuery, Result<ListDeadlinesResult>>
{
    public async Task<Result<ListDeadlinesResult>> Handle(ListDeadlinesQuery query, CancellationToken ct)
    {
        var found = query.Undated
            ? await store.UndatedAsync(query.After, query.Limit + 1, ct)
            : await store.DueAsync(query is { AfterDue: { } due, After: { } id } ? (due, id) : null, query.Limit + 1, ct);
        var (late, undated) = await store.SumsAsync(clock.Today(), ct);
        var page = found.Take(query.Limit).ToList();
        return new ListDeadlinesResult(page, found.Count > query.Limit ? page[^1] : null, clock.Today(), late, undated,
            permissions.Allows(caller.Value.Roles, KernelPermissions.KeepDeadlines));
    }
}
