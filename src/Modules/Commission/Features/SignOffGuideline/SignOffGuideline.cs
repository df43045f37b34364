using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.SignOffGuideline;

/// <summary>Counsel says that the proposed text is consistent with the regulation and other law (8.06(6)(c)).</summary>
[Requires(CommissionPermissions.SignOffGuidelines)]
[Audited("guideline.signed-off", DataClass.None)]
internal sealed record SignOffGuidelineCommand(Guid ProposalId, string Opinion) : ICommand<Done>;

internal sealed class SignOffGuidelineValidator : AbstractValidator<SignOffGuidelineCommand>
{
    public SignOffGuidelineValidator() => RuleFor(c => c.Opinion).NotEmpty()
        .WithMessage("Say why it is consistent; the words are kept with the version.").MaximumLength(GuidelineProposal.MemoMaxLength);
}

internal sealed class SignOffGuidelineHandler(CommissionDb db, Registrar registrar, CurrentCaller caller, ChangeContext change)
    : IRequestHandler<SignOffGuidelineCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SignOffGuidelineCommand command, CancellationToken ct)
    {
        var before = await db.Proposals.InPresent().SingleOrDefaultAsync(p => p.ProposalId == command.ProposalId, ct);
        if (before is null) return new NotFound("This proposal");
        if (before.State is not ProposalState.Proposed) return before.IsOpen ? new ProposalNotProposed() : new ProposalNotOpen();

        registrar.Replace(before, before.With(legalSignOff: command.Opinion.Trim(), signedOffBy: caller.Value.Name), null);
        change.Changed("legal sign-off", before.LegalSignOff, command.Opinion.Trim());
        change.Summarise($"{before.GuidelineCode}, revision {before.Revision}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
