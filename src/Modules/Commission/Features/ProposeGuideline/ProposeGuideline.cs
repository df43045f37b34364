using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.ProposeGuideline;

/// <summary>Lets a draft stand still and, where the Commissioners are to vote, opens it to the public (8.06(6)(a)).</summary>
[Requires(CommissionPermissions.DraftGuidelines)]
[Audited("guideline.proposed", DataClass.None)]
internal sealed record ProposeGuidelineCommand(
    Guid ProposalId, DateOnly? NoticeOn, DateOnly? InputOpensOn, DateOnly? InputClosesOn, string? InputChannel) : ICommand<Done>;

internal sealed class ProposeGuidelineValidator : AbstractValidator<ProposeGuidelineCommand>
{
    public ProposeGuidelineValidator()
    {
        RuleFor(c => c.InputOpensOn).Must((c, opens) => !(opens < c.NoticeOn)).WithMessage("The window opens before its notice.");
        RuleFor(c => c.InputClosesOn).Must((c, closes) => !(closes < c.InputOpensOn)).WithMessage("The window closes before it opens.");
        RuleFor(c => c.InputChannel).MaximumLength(200);
    }
}

internal sealed record InputWindowMissing()
    : Refusal("The Commissioners vote after an opportunity for public input: give the day of the notice, the window, and " +
        "where comments go (8.06(6)(a)).");

internal sealed class ProposeGuidelineHandler(CommissionDb db, Registrar registrar, ChangeContext change)
    : IRequestHandler<ProposeGuidelineCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ProposeGuidelineCommand command, CancellationToken ct)
    {
        var before = await db.Proposals.InPresent().SingleOrDefaultAsync(p => p.ProposalId == command.ProposalId, ct);
        if (before is null) return new NotFound("This proposal");
        if (!before.IsOpen) return new ProposalNotOpen();
        var input = InputOf(command);
        if (input is null && before.Authority is GuidelineAuthority.Vote) return new InputWindowMissing();

        registrar.Replace(before, before.With(ProposalState.Proposed, input), null);
        change.Changed("state", before.State.ToString(), nameof(ProposalState.Proposed));
        change.Summarise($"{before.GuidelineCode}, revision {before.Revision}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private static InputPeriod? InputOf(ProposeGuidelineCommand command) => command is
    {
        NoticeOn: { } notice, InputOpensOn: { } opens, InputClosesOn: { } closes, InputChannel: { Length: > 0 } channel
    } ? new InputPeriod(notice, opens, closes, channel.Trim()) : null;
}
