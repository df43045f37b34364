using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Features.EndDecisions;

/// <summary>Ends a batch in which nobody waits any more.</summary>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("recertification-decisions.ended", DataClass.None)]
internal sealed record EndDecisionsCommand(Guid BatchId) : ICommand<Done>;

internal sealed class EndDecisionsHandler(CertificationDb db, TimeProvider clock) : IRequestHandler<EndDecisionsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndDecisionsCommand command, CancellationToken ct)
    {
        var batch = await db.Batches.SingleOrDefaultAsync(b => b.Id == command.BatchId, ct);
        if (batch is null) return new NotFound("These decisions");
        var waits = await db.BatchItems.AnyAsync(i => i.BatchId == batch.Id && i.State == BatchItemState.Waiting, ct);
        if (waits || batch.State is not BatchState.Running) return Done.Instance;
        (batch.State, batch.ChangedAt) = (BatchState.Ended, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
