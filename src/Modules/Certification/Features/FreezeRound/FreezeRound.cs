using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.FreezeRound;

/// <summary>Says who is in the round: everybody who falls into it by the record of today, each with the reason.</summary>
[Requires(CertificationPermissions.KeepApplications)]
[Audited("recertification-round.frozen", DataClass.Personal, Fields = ["identity", "round"], Lists = true)]
internal sealed record FreezeRoundCommand(Guid RoundId) : ICommand<int>;

internal sealed class FreezeRoundHandler(CertificationDb db, RoundMembers members, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<FreezeRoundCommand, Result<int>>
{
    public async Task<Result<int>> Handle(FreezeRoundCommand command, CancellationToken ct)
    {
        var known = await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.RoundId, ct);
        if (known is null) return new NotFound("This round");
        await db.HoldCycleAsync(known.Cycle, ct);
        var round = await db.Rounds.SingleAsync(r => r.Id == known.Id, ct);
        if (round.FrozenAt is not null) return new RoundFrozen(round.Reference());
        if (clock.Today() < round.OpensOn) return new RoundNotOpen(round.OpensOn);
        var taken = await members.TakeInAsync(round, late: false, ct);
        if (taken.Count == 0) return new NobodyFallsIn();

        round.Freeze(clock.GetUtcNow(), caller.Value.Name);
        change.About(taken);
        change.Rows(taken.Count);
        change.Summarise($"{round.Reference()}: {taken.Count} officers");
        await db.SaveChangesAsync(ct);
        return taken.Count;
    }
}
