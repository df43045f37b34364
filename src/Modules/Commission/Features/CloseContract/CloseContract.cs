using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.CloseContract;

/// <summary>Says that a contract is rejected, or has ended; its entry stays.</summary>
[Requires(CommissionPermissions.KeepSystems)]
[Audited("contract.closed", DataClass.None)]
internal sealed record CloseContractCommand(Guid ContractId, ContractState State, string Reason) : ICommand<Done>;

internal sealed class CloseContractValidator : AbstractValidator<CloseContractCommand>
{
    public CloseContractValidator()
    {
        RuleFor(c => c.State).Must(s => s is ContractState.Rejected or ContractState.Ended).WithMessage("Choose rejected or ended.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why.").MaximumLength(RegisterRow.ReasonMaxLength);
    }
}

internal sealed record ContractClosedAlready() : Refusal("This contract is closed already.");

internal sealed class CloseContractHandler(CommissionDb db, Registrar registrar, ChangeContext change)
    : IRequestHandler<CloseContractCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CloseContractCommand command, CancellationToken ct)
    {
        var before = await db.StorageContracts.InPresent().SingleOrDefaultAsync(c => c.ContractId == command.ContractId, ct);
        if (before is null) return new NotFound("This contract");
        if (before.State is ContractState.Rejected or ContractState.Ended) return new ContractClosedAlready();

        registrar.Replace(before, before.In(command.State), command.Reason);
        change.Changed($"{before.Vendor}, {before.Title}", before.State.ToString(), command.State.ToString());
        change.Because(command.Reason.Trim());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
