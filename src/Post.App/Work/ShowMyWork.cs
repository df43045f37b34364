using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Work;

namespace Post.App.Work;

/// <summary>What waits for the caller, from every module; counts and reasons, nobody's data.</summary>
[Requires(KernelPermissions.ReadQueues)]
[Audited("work.shown", DataClass.None)]
internal sealed record ShowMyWorkQuery : IQuery<ShowMyWorkResult>;

/// <summary>The queues the caller may look into, those with work first.</summary>
public sealed record ShowMyWorkResult(IReadOnlyList<QueueRow> Queues) : ICountsRows
{
    public int RowCount => Queues.Count;
}

/// <summary>One queue on the staff home.</summary>
public sealed record QueueRow(string Title, string Link, int Count, DateTimeOffset? Oldest, string Why);

internal sealed class ShowMyWorkHandler(IEnumerable<IWorkQueue> queues, CurrentCaller caller, PermissionTable permissions)
    : IRequestHandler<ShowMyWorkQuery, Result<ShowMyWorkResult>>
{
    public async Task<Result<ShowMyWorkResult>> Handle(ShowMyWorkQuery query, CancellationToken ct)
    {
        var rows = new List<QueueRow>();
        // One after the other: the queues of a request share its connection.
        foreach (var queue in queues.Where(q => permissions.Allows(caller.Value.Roles, q.Permission)))
        {
            var state = await queue.ReadAsync(ct);
            rows.Add(new QueueRow(queue.Title, queue.Link, state.Count, state.Oldest, state.Why));
        }

        return new ShowMyWorkResult([.. rows.OrderByDescending(r => r.Count > 0)]);
    }
}
