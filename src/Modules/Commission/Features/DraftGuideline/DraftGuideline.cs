using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.DraftGuideline;

/// <summary>Drafts an answer to a guideline's question, or changes a proposal; a changed one begins again as a draft.</summary>
[Requires(CommissionPermissions.DraftGuidelines)]
[Audited("guideline.drafted", DataClass.None)]
internal sealed record DraftGuidelineCommand(
    Guid? ProposalId, string Code, GuidelineAuthority Authority, string Text, string Parameters, string HealthAndSafetyMemo,
    DateOnly EffectiveFrom, string? Reason) : ICommand<Guid>;

internal sealed class DraftGuidelineValidator : AbstractValidator<DraftGuidelineCommand>
{
    public DraftGuidelineValidator()
    {
        RuleFor(c => c.Text).NotEmpty().WithMessage("Write the guideline in words.").MaximumLength(GuidelineProposal.TextMaxLength);
        RuleFor(c => c.Parameters).NotEmpty().WithMessage("Give the parameters.").MaximumLength(GuidelineProposal.ParametersMaxLength);
        RuleFor(c => c.HealthAndSafetyMemo).NotNull().MaximumLength(GuidelineProposal.MemoMaxLength);
        RuleFor(c => c.EffectiveFrom).NotEqual(default(DateOnly)).WithMessage("Give the first day.");
        RuleFor(c => c.Reason).MaximumLength(RegisterRow.ReasonMaxLength);
    }
}

internal sealed class DraftGuidelineHandler(
    CommissionDb db, GuidelineBook book, GuidelineForms forms, Registrar registrar, ChangeContext change, TimeProvider clock)
    : IRequestHandler<DraftGuidelineCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DraftGuidelineCommand command, CancellationToken ct)
    {
        var guideline = await db.Guidelines.AsNoTracking().SingleOrDefaultAsync(g => g.Code == command.Code, ct);
        if (guideline is null) return new NotFound("This guideline");
        if (WrongFor(guideline, command.Authority)) return new WrongAuthority(guideline.Code, guideline.Basis);
        var before = await db.Proposals.InPresent().SingleOrDefaultAsync(p => p.ProposalId == command.ProposalId, ct);
        if (command.ProposalId is not null && before?.GuidelineCode != command.Code) return new NotFound("This proposal");
        if (before is { IsOpen: false }) return new ProposalNotOpen();

        var today = clock.Today();
        var present = (await book.OpenAsync(ct)).InForce(guideline.Code, today)?.Parameters;
        if (GuidelineConsistency.WhyNot(command.Parameters, present, await forms.OnAsync(today, ct)) is { } inconsistent) return inconsistent;

        var draft = DraftOf(command, before?.ProposalId ?? registrar.NewId(), (before?.Revision ?? 0) + 1);
        if (before is null) registrar.Enter(draft, command.Reason);
        else registrar.Replace(before, draft, command.Reason);
        change.Changed($"draft of {draft.GuidelineCode}", before?.Parameters, draft.Parameters);
        if (draft.Reason is { } reason) change.Because(reason);
        await db.SaveChangesAsync(ct);
        return draft.ProposalId;
    }

    // The Commissioners may vote on anything; the other two ways are each for their own questions.
    private static bool WrongFor(Guideline guideline, GuidelineAuthority authority) => authority switch
    {
        GuidelineAuthority.Vote => false,
        GuidelineAuthority.Procedure => !guideline.GoesByProcedure,
        _ => guideline.GoesByProcedure,
    };

    private static GuidelineProposal DraftOf(DraftGuidelineCommand command, Guid proposalId, int revision) => new()
    {
        ProposalId = proposalId,
        GuidelineCode = command.Code,
        Revision = revision,
        State = ProposalState.Draft,
        Authority = command.Authority,
        Text = command.Text.Trim(),
        Parameters = command.Parameters,
        HealthAndSafetyMemo = command.HealthAndSafetyMemo.Trim(),
        EffectiveFrom = command.EffectiveFrom,
    };
}
