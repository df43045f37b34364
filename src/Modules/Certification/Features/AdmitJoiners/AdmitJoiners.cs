using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Rounds;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.AdmitJoiners;

/// <summary>Takes in who fell into the round after it was frozen; they are shown as such.</summary>
[Requires(CertificationPermissions.KeepApplications)]
[Audited("recertification-round.joined", DataClass.Personal, Fields = ["identity", "round"], Lists = true)]
internal sealed record AdmitJoinersCommand(Guid RoundId) : ICommand<int>;

internal sealed class AdmitJoinersHandler(CertificationDb db, RoundMembers members, ChangeContext change)
    : IRequestHandler<AdmitJoinersCommand, Result<int>>
{
    public async Task<Result<int>> Handle(AdmitJoinersCommand command, CancellationToken ct)
    {
        var round = await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.RoundId, ct);
        if (round is null) return new NotFound("This round");
        if (round.FrozenAt is null) return new RoundNotFrozen(round.Reference());
        await db.HoldCycleAsync(round.Cycle, ct);
        var taken = await members.TakeInAsync(round, late: true, ct);
        if (taken.Count == 0) return new NobodyFallsIn();

        change.About(taken);
        change.Rows(taken.Count);
        change.Summarise($"{round.Reference()}: {taken.Count} officers joined");
        await db.SaveChangesAsync(ct);
        return taken.Count;
    }
}
