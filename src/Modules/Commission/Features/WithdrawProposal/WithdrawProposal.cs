using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.WithdrawProposal;

/// <summary>Takes a proposal back before it is adopted; it stays in the record.</summary>
[Requires(CommissionPermissions.DraftGuidelines)]
[Audited("guideline.proposal.withdrawn", DataClass.None)]
internal sealed record WithdrawProposalCommand(Guid ProposalId, string Reason) : ICommand<Done>;

internal sealed class WithdrawProposalValidator : AbstractValidator<WithdrawProposalCommand>
{
    public WithdrawProposalValidator() => RuleFor(c => c.Reason).NotEmpty()
        .WithMessage("Say why it is withdrawn.").MaximumLength(RegisterRow.ReasonMaxLength);
}

internal sealed class WithdrawProposalHandler(CommissionDb db, Registrar registrar, ChangeContext change)
    : IRequestHandler<WithdrawProposalCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawProposalCommand command, CancellationToken ct)
    {
        var before = await db.Proposals.InPresent().SingleOrDefaultAsync(p => p.ProposalId == command.ProposalId, ct);
        if (before is null) return new NotFound("This proposal");
        if (!before.IsOpen) return new ProposalNotOpen();

        registrar.Replace(before, before.With(ProposalState.Withdrawn), command.Reason);
        change.Changed("state", before.State.ToString(), nameof(ProposalState.Withdrawn));
        change.Summarise($"{before.GuidelineCode}, revision {before.Revision}");
        change.Because(command.Reason.Trim());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
