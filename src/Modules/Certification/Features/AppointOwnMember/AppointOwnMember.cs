using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Members;
using Post.Kernel.Requests;

namespace Post.Certification.Features.AppointOwnMember;

/// <summary>The head designates a liaison or a clerk; by the same act the Commission is told (12.06(1)).</summary>
[Requires(CertificationPermissions.KeepOwnMembers)]
[Audited("own-agency.member.appointed", DataClass.None, Fields = ["contact"])]
internal sealed record AppointOwnMemberCommand(AppointmentToRecord Appointment) : ICommand<Appointed>;

internal sealed class AppointOwnMemberValidator : AbstractValidator<AppointOwnMemberCommand>
{
    public AppointOwnMemberValidator() => RuleFor(c => c.Appointment).SetValidator(new AppointmentRules());
}

/// <summary>Who is head follows from the agency's own law; the Commission records it, and no head makes another.</summary>
internal sealed record HeadsAreRecordedByTheCommission() : Refusal("The Commission records who is head. Write to it; a head designates liaisons and clerks.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class AppointOwnMemberHandler(ActingMembers acting, MemberDesk desk) : IRequestHandler<AppointOwnMemberCommand, Result<Appointed>>
{
    public async Task<Result<Appointed>> Handle(AppointOwnMemberCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Head);
        if (acts.Refusal is { } refusal) return refusal;
        return command.Appointment.Capacity is MemberCapacity.Head
            ? new HeadsAreRecordedByTheCommission()
            : await desk.AppointAsync(acts.Value.AgencyId, command.Appointment, ct);
    }
}
