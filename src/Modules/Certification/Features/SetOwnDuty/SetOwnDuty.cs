using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Instructions;
using Post.Certification.Members;
using Post.Kernel.Requests;

namespace Post.Certification.Features.SetOwnDuty;

/// <summary>The head sets a duty of the agency's own liaisons, or changes one; no other agency sees it (12.06(2)(g)).</summary>
[Requires(CertificationPermissions.KeepOwnMembers)]
[Audited("own-agency.duty.set", DataClass.None)]
internal sealed record SetOwnDutyCommand(Guid? SeriesId, InstructionSaid Said) : ICommand<Done>;

internal sealed class SetOwnDutyValidator : AbstractValidator<SetOwnDutyCommand>
{
    public SetOwnDutyValidator() => RuleFor(c => c.Said).SetValidator(new InstructionSaidValidator());
}

internal sealed class SetOwnDutyHandler(ActingMembers acting, InstructionDesk desk) : IRequestHandler<SetOwnDutyCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SetOwnDutyCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Head);
        if (acts.Refusal is { } refusal) return refusal;
        var written = await desk.WriteAsync(acts.Value.AgencyId, command.SeriesId, command.Said, ct);
        return written.Refusal is { } unwritten ? unwritten : Done.Instance;
    }
}
