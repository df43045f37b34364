using FluentValidation;
using Post.Certification.Contracts;
using Post.Certification.Domain;

namespace Post.Certification.Members;

/// <summary>Who is to act for an agency, as what, from when, and by what paper.</summary>
internal sealed record AppointmentToRecord(
    string Name, string? Title, string? Email, MemberKind Kind, string? OfficerNumber, MemberCapacity Capacity,
    IReadOnlyList<string> Areas, DateOnly BeginsOn, DateOnly? EndsOn, string Instrument);

internal sealed class AppointmentRules : AbstractValidator<AppointmentToRecord>
{
    public AppointmentRules()
    {
        RuleFor(a => a.Name).NotEmpty().WithMessage("Give the member's name.").MaximumLength(AgencyMember.NameMaxLength);
        RuleFor(a => a.Title).MaximumLength(AgencyMember.TitleMaxLength);
        RuleFor(a => a.OfficerNumber).NotEmpty().When(a => a.Kind is MemberKind.Officer)
            .WithMessage("Give the officer number, or enter the member as an employee or contractor.");
        RuleFor(a => a.Areas).NotEmpty().When(a => a.Capacity is MemberCapacity.Liaison)
            .WithMessage("Choose at least one area: an agency's liaisons together cover all exchange (12.06(1)).");
        RuleFor(a => a.BeginsOn).NotEqual(default(DateOnly)).WithMessage("Give the first day.");
        RuleFor(a => a.EndsOn).Must((a, end) => !(end < a.BeginsOn)).WithMessage("It ends before it begins.");
        RuleFor(a => a.Instrument).NotEmpty().WithMessage("Name the instrument: who designated, by what paper, on what day.")
            .MaximumLength(AgencyAppointment.InstrumentMaxLength);
    }
}

/// <summary>What recording an appointment led to: the row, and how the member comes in.</summary>
public sealed record Appointed(Guid AppointmentId, string Name, PortalInvitation Invitation);
