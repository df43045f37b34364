using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.RemoveTickets;

/// <summary>Takes away tickets that ran out long ago; that they were used stands in the log.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("documents.tickets-removed", DataClass.None)]
public sealed record RemoveTicketsCommand : ICommand<Done>;

internal sealed class RemoveTicketsHandler(DbSession session, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RemoveTicketsCommand, Result<Done>>
{
    /// <summary>So long an old ticket still gets the answer that it was used, not that it never was.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    public async Task<Result<Done>> Handle(RemoveTicketsCommand command, CancellationToken ct)
    {
        await using var delete = new NpgsqlCommand("delete from kernel.document_ticket where expires_at < $1", session.Connection)
            .With((clock.GetUtcNow() - s_kept).UtcDateTime);
        var removed = await delete.ExecuteNonQueryAsync(ct);
        change.Summarise($"{removed} tickets removed");
        return Done.Instance;
    }
}
