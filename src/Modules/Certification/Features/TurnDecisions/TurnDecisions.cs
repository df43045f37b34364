using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.TurnDecisions;

/// <summary>Stops a batch after the decision it is at, or lets it go on; what was decided stays.</summary>
[Requires(CertificationPermissions.Decide)]
[Audited("recertification-decisions.turned", DataClass.None)]
internal sealed record TurnDecisionsCommand(Guid BatchId, bool Stop) : ICommand<Done>;

internal sealed class TurnDecisionsHandler(CertificationDb db, ChangeContext change, TimeProvider clock) : IRequestHandler<TurnDecisionsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(TurnDecisionsCommand command, CancellationToken ct)
    {
        var batch = await db.Batches.SingleOrDefaultAsync(b => b.Id == command.BatchId, ct);
        if (batch is null) return new NotFound("These decisions");
        if (batch.State is BatchState.Ended) return new BatchEnded();
        change.Changed("state", batch.State.ToString(), (command.Stop ? BatchState.Stopped : BatchState.Running).ToString());
        (batch.State, batch.ChangedAt) = (command.Stop ? BatchState.Stopped : BatchState.Running, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
