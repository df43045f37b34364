using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Events;
using Post.Kernel.Jobs;

namespace Post.Kernel.Requests;

/// <summary>Innermost: a command's change, its event and its outbox rows commit together, or none of them does.</summary>
public sealed class UnitOfWork<TRequest, TResponse>(
    RequestCatalogue catalogue,
    DbSession session,
    NpgsqlDataSource source,
    Outbox outbox,
    InboxReceipt receipt,
    JobReceipt job,
    TimeProvider clock,
    AuditDraft draft)
    : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var spec = catalogue.For(request!.GetType());
        if (!spec.IsCommand) return await next();

        await session.BeginAsync(ct);
        TResponse response;
        try
        {
            response = await next();
            if (((IResult)response!).Refusal is not null)
            {
                await session.RollbackAsync();
                return response;
            }

            await outbox.FlushAsync(session.Connection, ct);
            await receipt.FlushAsync(session.Connection, ct);
            await job.FlushAsync(session.Connection, clock.GetUtcNow(), ct);
            await RecordAndCommitAsync(draft.Complete(spec, request, (IResult)response!, AuditOutcome.Ok, null));
        }
        catch
        {
            await session.RollbackAsync();
            throw;
        }

        draft.Durable = true;
        return response;
    }

    private async Task RecordAndCommitAsync(IReadOnlyList<AuditEvent> events)
    {
        try
        {
            await session.CommitAsync(connection => AuditStore.AppendAndCommitAsync(connection, events));
        }
        catch (NpgsqlException failure)
        {
            // The wire may break on the commit: only the log knows whether it happened, and its row says so for the change too.
            if (!await CommitInquiry.HappenedAsync(source, session, draft.Id)) throw new AuditUnavailableException("The change was not committed.", failure);
        }
    }
}
