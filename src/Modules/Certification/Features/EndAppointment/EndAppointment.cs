using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Requests;

namespace Post.Certification.Features.EndAppointment;

/// <summary>The Commission records the last day of somebody who acts for an agency.</summary>
[Requires(CertificationPermissions.KeepMembers)]
[Audited("agency-appointment.ended", DataClass.None)]
internal sealed record EndAppointmentCommand(Guid AgencyId, Guid AppointmentId, DateOnly LastDay, string Because) : ICommand<Done>;

internal sealed class EndAppointmentValidator : AbstractValidator<EndAppointmentCommand>
{
    public EndAppointmentValidator()
    {
        RuleFor(c => c.LastDay).NotEqual(default(DateOnly)).WithMessage("Give the last day.");
        RuleFor(c => c.Because).NotEmpty().WithMessage("Say why.").MaximumLength(AgencyAppointment.ReasonMaxLength);
    }
}

internal sealed class EndAppointmentHandler(MemberDesk desk) : IRequestHandler<EndAppointmentCommand, Result<Done>>
{
    public Task<Result<Done>> Handle(EndAppointmentCommand command, CancellationToken ct) =>
        desk.EndAsync(command.AgencyId, command.AppointmentId, command.LastDay, command.Because, ct);
}
