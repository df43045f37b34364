using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Requests;

namespace Post.Certification.Features.EndOwnAppointment;

/// <summary>The head ends the designation of a liaison or clerk; ending the last liaison is allowed, and is seen (12.06(1)).</summary>
[Requires(CertificationPermissions.KeepOwnMembers)]
[Audited("own-agency.appointment.ended", DataClass.None)]
internal sealed record EndOwnAppointmentCommand(Guid AppointmentId, DateOnly LastDay, string Because) : ICommand<Done>;

internal sealed class EndOwnAppointmentValidator : AbstractValidator<EndOwnAppointmentCommand>
{
    public EndOwnAppointmentValidator()
    {
        RuleFor(c => c.LastDay).NotEqual(default(DateOnly)).WithMessage("Give the last day.");
        RuleFor(c => c.Because).NotEmpty().WithMessage("Say why.").MaximumLength(AgencyAppointment.ReasonMaxLength);
    }
}

internal sealed record HeadEndsByTheCommission() : Refusal("The Commission records when a head's time ends. Write to it.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class EndOwnAppointmentHandler(ActingMembers acting, MemberDesk desk, CertificationDb db) : IRequestHandler<EndOwnAppointmentCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndOwnAppointmentCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Head);
        if (acts.Refusal is { } refusal) return refusal;
        var isOwnHead = await db.Appointments.AnyAsync(a => a.Id == command.AppointmentId && a.Capacity == MemberCapacity.Head
            && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == acts.Value.AgencyId), ct);
        return isOwnHead
            ? new HeadEndsByTheCommission()
            : await desk.EndAsync(acts.Value.AgencyId, command.AppointmentId, command.LastDay, command.Because, ct);
    }
}
