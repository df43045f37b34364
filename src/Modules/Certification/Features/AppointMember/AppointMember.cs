using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Members;
using Post.Kernel.Requests;

namespace Post.Certification.Features.AppointMember;

/// <summary>The Commission records who acts for an agency; the first head comes in this way, and whoever a head names by paper.</summary>
[Requires(CertificationPermissions.KeepMembers)]
[Audited("agency-member.appointed", DataClass.None, Fields = ["contact"])]
internal sealed record AppointMemberCommand(Guid AgencyId, AppointmentToRecord Appointment) : ICommand<Appointed>;

internal sealed class AppointMemberValidator : AbstractValidator<AppointMemberCommand>
{
    public AppointMemberValidator() => RuleFor(c => c.Appointment).SetValidator(new AppointmentRules());
}

internal sealed class AppointMemberHandler(MemberDesk desk) : IRequestHandler<AppointMemberCommand, Result<Appointed>>
{
    public Task<Result<Appointed>> Handle(AppointMemberCommand command, CancellationToken ct) =>
        desk.AppointAsync(command.AgencyId, command.Appointment, ct);
}
