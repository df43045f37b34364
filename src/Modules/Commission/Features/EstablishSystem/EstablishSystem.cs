using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.EstablishSystem;

/// <summary>Says since when a database is established; the day is the vote's, and without a vote there is none (8.05, 8.06(1)).</summary>
[Requires(CommissionPermissions.KeepSystems)]
[Audited("system.established", DataClass.None)]
internal sealed record EstablishSystemCommand(Guid SystemId) : ICommand<DateOnly>;

internal sealed class EstablishSystemHandler(
    CommissionDb db, IVotes votes, Registrar registrar, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EstablishSystemCommand, Result<DateOnly>>
{
    public async Task<Result<DateOnly>> Handle(EstablishSystemCommand command, CancellationToken ct)
    {
        var before = await db.Systems.InPresent().SingleOrDefaultAsync(s => s.SystemId == command.SystemId, ct);
        if (before is null) return new NotFound("This system");
        if (before.EstablishedOn is not null) return new AlreadyEstablished(before.Name);
        var carried = await votes.CarriedAsync(new VoteNeeded(VoteKinds.DatabaseEstablishment, before.Subject, clock.Today()), ct);
        if (carried.Refusal is { } without) return without;

        registrar.Replace(before, before.Established(carried.Value.VoteId, carried.Value.EffectiveOn), $"Vote of {carried.Value.TakenOn:yyyy-MM-dd}");
        change.Changed(before.Code, null, $"established {carried.Value.EffectiveOn:yyyy-MM-dd}");
        change.Because($"vote {carried.Value.VoteId}");
        await db.SaveChangesAsync(ct);
        return carried.Value.EffectiveOn;
    }
}
