using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.SummariseInput;

/// <summary>Sums up what the public said, once the window has closed (8.06(6)(a)).</summary>
[Requires(CommissionPermissions.DraftGuidelines)]
[Audited("guideline.input.summarised", DataClass.None)]
internal sealed record SummariseInputCommand(Guid ProposalId, string Summary) : ICommand<Done>;

internal sealed class SummariseInputValidator : AbstractValidator<SummariseInputCommand>
{
    public SummariseInputValidator() => RuleFor(c => c.Summary).NotEmpty()
        .WithMessage("Sum up the comments; say so if there were none.").MaximumLength(GuidelineProposal.MemoMaxLength);
}

internal sealed class SummariseInputHandler(CommissionDb db, Registrar registrar, ChangeContext change, TimeProvider clock)
    : IRequestHandler<SummariseInputCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SummariseInputCommand command, CancellationToken ct)
    {
        var before = await db.Proposals.InPresent().SingleOrDefaultAsync(p => p.ProposalId == command.ProposalId, ct);
        if (before is null) return new NotFound("This proposal");
        if (before.State is not ProposalState.Proposed) return before.IsOpen ? new ProposalNotProposed() : new ProposalNotOpen();
        if (before.InputClosesOn is not { } closes) return new PublicInputMissing();
        if (closes >= clock.Today()) return new PublicInputStillOpen(closes);

        registrar.Replace(before, before.With(commentsSummary: command.Summary.Trim()), null);
        change.Changed("summary of comments", before.CommentsSummary, command.Summary.Trim());
        change.Summarise($"{before.GuidelineCode}, revision {before.Revision}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
