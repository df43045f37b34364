using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ApproveContract;

/// <summary>Approves a storage contract: all three points answered, by the records access officer or a designee (8.07(3)).</summary>
[Requires(CommissionPermissions.ApproveContracts)]
[Audited("contract.approved", DataClass.None)]
internal sealed record ApproveContractCommand(Guid ContractId) : ICommand<Done>;

internal sealed class ApproveContractHandler(
    CommissionDb db, IDesignations designations, Registrar registrar, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ApproveContractCommand, Result<Done>>
{
    private const string Purpose = "storage-contracts";

    public async Task<Result<Done>> Handle(ApproveContractCommand command, CancellationToken ct)
    {
        var before = await db.StorageContracts.InPresent().SingleOrDefaultAsync(c => c.ContractId == command.ContractId, ct);
        if (before is null) return new NotFound("This contract");
        if (before.State is not ContractState.Draft) return new ContractNotInDraft();
        var acting = await designations.MayActAsync(
            new ActingQuestion(Offices.RecordsAccessOfficer, Purpose, caller.Value.Id, clock.Today()), ct);
        if (acting.Refusal is { } notDesignated) return notDesignated;
        var required = await db.ContractProvisions.AsNoTracking().ToListAsync(ct);
        if (before.WhyNotApproved(required.Where(p => p.IsRequired(clock.Today()))) is { } refusal) return refusal;

        registrar.Replace(before, before.In(ContractState.Approved, acting.Value.DesignationId), null);
        change.Changed($"{before.Vendor}, {before.Title}", before.State.ToString(), nameof(ContractState.Approved));
        change.Because($"designation {acting.Value.DesignationId}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
