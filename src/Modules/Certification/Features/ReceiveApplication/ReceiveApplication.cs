using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ReceiveApplication;

/// <summary>Opens an application of an officer, or a look of the Commission's own motion at a certification.</summary>
[Requires(CertificationPermissions.KeepApplications)]
[Audited("certification-application.received", DataClass.Personal, Fields = ["identity", "application"])]
internal sealed record ReceiveApplicationCommand(Guid PersonId, string Kind, Guid? AgencyId, DateOnly ReceivedOn, string? Grounds)
    : ICommand<Guid>, INamesSubjects
{
    /// <summary>Head of the bargaining unit, where the application names one (555 CMR 9.10).</summary>
    public string? Representative { get; init; }

    public IEnumerable<Guid> SubjectIds => [PersonId];
}

internal sealed class ReceiveApplicationValidator : AbstractValidator<ReceiveApplicationCommand>
{
    public ReceiveApplicationValidator(TimeProvider clock)
    {
        RuleFor(c => c.Kind).IsEnumName(typeof(ApplicationKind)).WithMessage("Choose what is applied for.");
        RuleFor(c => c.ReceivedOn).LessThanOrEqualTo(_ => clock.Today()).WithMessage("Choose the day on which it came, today or before.");
        RuleFor(c => c.Grounds).NotEmpty().When(c => c.Kind == nameof(ApplicationKind.OwnMotion))
            .WithMessage("Say why the Commission looks at this certification.");
        RuleFor(c => c.Representative).MaximumLength(CertificationApplication.RepresentativeMaxLength)
            .WithMessage($"Shorten the name to {CertificationApplication.RepresentativeMaxLength} characters.");
        RuleFor(c => c.Grounds).MaximumLength(CertificationApplication.GroundsMaxLength)
            .WithMessage($"Shorten the grounds to {CertificationApplication.GroundsMaxLength} characters.");
    }
}

internal sealed class ReceiveApplicationHandler(CertificationDb db, ApplicationOpening opening) : IRequestHandler<ReceiveApplicationCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ReceiveApplicationCommand command, CancellationToken ct)
    {
        if (!await db.People.AnyAsync(p => p.Id == command.PersonId, ct)) return new NotFound("This officer");
        if (command.AgencyId is { } agency && !await db.LawEnforcementAgencies.AnyAsync(a => a.Id == agency && a.MergedIntoId == null, ct))
        {
            return new NotFound("This agency");
        }

        var incoming = new ApplicationIncoming(command.PersonId, Enum.Parse<ApplicationKind>(command.Kind), command.AgencyId, command.ReceivedOn)
        {
            Grounds = command.Grounds,
            Representative = command.Representative,
        };
        var opened = await opening.OpenAsync(incoming, ct);
        if (opened.Refusal is { } refusal) return refusal;
        await db.SaveChangesAsync(ct);
        return opened.Value.Id;
    }
}
