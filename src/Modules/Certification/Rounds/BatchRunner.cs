using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Features.CarryOutDecision;
using Post.Certification.Features.EndDecisions;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Rounds;

/// <summary>
/// Carries a batch from where it stands to its end, officer by officer, each in a transaction of its own. Killed anywhere, the
/// next call goes on with those who still wait; two processes never work on one batch.
/// </summary>
internal sealed class BatchRunner(
    NpgsqlDataSource source, IServiceScopeFactory scopes, ServiceDispatchers dispatchers, TimeProvider clock, ILogger<BatchRunner> log)
{
    private const int ChunkOfficers = 100;
    private const int AtOnce = 4;

    /// <summary>Batches that go on, the oldest first; ids alone.</summary>
    public async Task<IReadOnlyList<Guid>> RunningAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditTicket>().OpenForBooks();
        return await scope.ServiceProvider.GetRequiredService<CertificationDb>().Batches.AsNoTracking()
            .Where(b => b.State == BatchState.Running).OrderBy(b => b.StartedAt).ThenBy(b => b.Id).Select(b => b.Id).ToListAsync(ct);
    }

    public async Task RunAsync(Guid batch, CancellationToken ct)
    {
        await using var turn = await AdvisoryLock.TryTakeAsync(source, $"post.decision-batch.{batch}", ct);
        if (turn is null || await RootAsync(batch, ct) is not { } root) return;
        var worker = dispatchers.As(ServiceAccounts.Scheduler(clock) with { ParentEvent = root });
        while (await NextAsync(batch, root, ct) is { Count: > 0 } officers)
        {
            await Parallel.ForEachAsync(
                officers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (officer, stop) => await CarryOutAsync(worker, batch, officer, stop));
        }

        await worker.Send(new EndDecisionsCommand(batch), ct);
    }

    private async Task CarryOutAsync(IDispatcher worker, Guid batch, Guid officer, CancellationToken ct)
    {
        var done = await worker.Send(new CarryOutDecisionCommand(batch, officer), ct);
        if (done.Refusal is not { } refusal) return;
        if (refusal.Kind is RefusalKind.Unavailable) throw new InvalidOperationException(refusal.Text);
        // What a single decision could not write is looked at by a person, and does not hold up the others.
        log.LogWarning("A decision of batch {Batch} was set aside: {Reason}", batch, refusal.Text);
        var aside = await worker.Send(new CarryOutDecisionCommand(batch, officer, refusal.Text), ct);
        if (aside.Refusal is { } stuck) throw new InvalidOperationException(stuck.Text);
    }

    private async Task<Guid?> RootAsync(Guid batch, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditTicket>().OpenForBooks();
        return await scope.ServiceProvider.GetRequiredService<CertificationDb>().Batches.AsNoTracking()
            .Where(b => b.Id == batch && b.State == BatchState.Running).Select(b => (Guid?)b.RootEvent).SingleOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyList<Guid>> NextAsync(Guid batch, Guid root, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditTicket>().OpenUnder(root);
        var db = scope.ServiceProvider.GetRequiredService<CertificationDb>();
        return await db.BatchItems.AsNoTracking()
            .Where(i => i.BatchId == batch && i.State == BatchItemState.Waiting && db.Batches.Any(b => b.Id == batch && b.State == BatchState.Running))
            .OrderBy(i => i.Place).Take(ChunkOfficers).Select(i => i.PersonId).ToListAsync(ct);
    }
}
