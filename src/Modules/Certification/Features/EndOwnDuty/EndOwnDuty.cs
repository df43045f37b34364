using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Instructions;
using Post.Certification.Members;
using Post.Kernel.Requests;

namespace Post.Certification.Features.EndOwnDuty;

/// <summary>The head ends a duty that the agency set for its liaisons; an instruction of the Commission nobody at an agency ends.</summary>
[Requires(CertificationPermissions.KeepOwnMembers)]
[Audited("own-agency.duty.ended", DataClass.None)]
internal sealed record EndOwnDutyCommand(Guid SeriesId, string Because) : ICommand<Done>;

internal sealed class EndOwnDutyValidator : AbstractValidator<EndOwnDutyCommand>
{
    public EndOwnDutyValidator() => RuleFor(c => c.Because).NotEmpty().WithMessage("Say why.").MaximumLength(LiaisonInstruction.ReasonMaxLength);
}

internal sealed class EndOwnDutyHandler(ActingMembers acting, InstructionDesk desk) : IRequestHandler<EndOwnDutyCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndOwnDutyCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Head);
        return acts.Refusal is { } refusal ? refusal : await desk.EndAsync(acts.Value.AgencyId, command.SeriesId, command.Because, ct);
    }
}
