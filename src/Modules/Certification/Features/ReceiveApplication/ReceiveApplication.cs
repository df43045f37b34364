using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
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

internal sealed class ReceiveApplicationHandler(
    CertificationDb db, RecordReader records, RunningDeadlines deadlines, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ReceiveApplicationCommand, Result<Guid>>
{
    private const string ClockRule = "certification-decision-target";

    public async Task<Result<Guid>> Handle(ReceiveApplicationCommand command, CancellationToken ct)
    {
        var kind = Enum.Parse<ApplicationKind>(command.Kind);
        if (await WhyNotAsync(command, kind, ct) is { } refusal) return refusal;
        var record = await records.OfAsync(command.PersonId, ct);
        if (WhyNot(kind, record) is { } no) return no;
        var standard = await StandardAsync(kind, command.ReceivedOn, ct);
        if (standard is null && kind is not ApplicationKind.OwnMotion) return new NoStandardInForce(command.ReceivedOn);

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var number = await db.NextApplicationAsync(ct);
        var started = await deadlines.StartAsync(
            new DeadlineSubject("CertificationApplication", id, CertificationApplication.ReferenceOf(number)), ClockRule,
            DeadlineTrigger.On(kind is ApplicationKind.OwnMotion ? "Motion opened" : "Application received", command.ReceivedOn),
            "Received", ct);
        if (started.Refusal is { } uncounted) return uncounted;
        db.Applications.Add(Application(command, kind, record, standard, (id, number), started.Value));
        await AddEvidenceAsync(id, standard, ct);
        change.Summarise($"{CertificationApplication.ReferenceOf(number)}: {kind}");
        await db.SaveChangesAsync(ct);
        return id;
    }

    private async Task<Refusal?> WhyNotAsync(ReceiveApplicationCommand command, ApplicationKind kind, CancellationToken ct)
    {
        if (!await db.People.AnyAsync(p => p.Id == command.PersonId, ct)) return new NotFound("This officer");
        if (command.AgencyId is { } agency && !await db.LawEnforcementAgencies.AnyAsync(a => a.Id == agency && a.MergedIntoId == null, ct))
        {
            return new NotFound("This agency");
        }

        await records.HoldAsync(command.PersonId, ct);
        var members = (await db.MembersAsync([command.PersonId], ct))[command.PersonId];
        if (members.PersonId != command.PersonId) return await MergedAsync(command.PersonId, members.PersonId, ct);
        var open = await db.Applications.AsNoTracking()
            .SingleOrDefaultAsync(a => a.PersonId == command.PersonId && a.Kind == kind && a.ClosedAt == null, ct);
        return open is null ? null : new ApplicationOpenAlready(open.Reference);
    }

    private async Task<Refusal> MergedAsync(Guid person, Guid into, CancellationToken ct)
    {
        var numbers = await db.People.AsNoTracking().Where(p => p.Id == person || p.Id == into).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);
        return new NumberIsMerged(numbers[person], numbers[into], into);
    }

    private static Refusal? WhyNot(ApplicationKind kind, PersonRecord record) => kind switch
    {
        ApplicationKind.Initial when record.Initial is { } initial => new InitialOnRecord(initial.GrantedOn),
        ApplicationKind.Recertification when record.AsOfficer.Count == 0 => new NoInitialOnRecord(),
        ApplicationKind.Sro or ApplicationKind.OwnMotion when record.Present is null => new NoCertificationInForce(),
        _ => null,
    };

    private Task<CertificationStandard?> StandardAsync(ApplicationKind kind, DateOnly on, CancellationToken ct) => db.Standards.AsNoTracking()
        .Where(s => s.Kind == kind && s.ValidFrom <= on).OrderByDescending(s => s.ValidFrom).FirstOrDefaultAsync(ct);

    private CertificationApplication Application(
        ReceiveApplicationCommand command, ApplicationKind kind, PersonRecord record, CertificationStandard? standard,
        (Guid Id, long Number) key, RunningDeadline target) => new()
        {
            Id = key.Id,
            Number = key.Number,
            Kind = kind,
            PersonId = command.PersonId,
            AgencyId = command.AgencyId,
            StandardId = standard?.Id,
            ReceivedOn = command.ReceivedOn,
            LapsesOn = kind is ApplicationKind.Initial ? null : (kind is ApplicationKind.Sro ? record.PresentSro : record.LastAsOfficer)?.ExpiresOn,
            Grounds = string.IsNullOrWhiteSpace(command.Grounds) ? null : command.Grounds.Trim(),
            Representative = string.IsNullOrWhiteSpace(command.Representative) ? null : command.Representative.Trim(),
            ClockId = target.ChainId,
            DueOn = target.Due!.Value,
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = caller.Value.Id,
            OpenedByName = caller.Value.Name,
        };

    // Each requirement has a finding from the first day on: that nobody has shown it yet.
    private async Task AddEvidenceAsync(Guid application, CertificationStandard? standard, CancellationToken ct)
    {
        if (standard is null) return;
        var codes = await db.StandardItems.AsNoTracking()
            .Where(i => i.StandardId == standard.Id).OrderBy(i => i.Place).Select(i => i.Code).ToListAsync(ct);
        var now = clock.GetUtcNow();
        db.Evidence.AddRange(codes.Select(code => new RequirementEvidence
        {
            Id = Guid.CreateVersion7(now),
            ApplicationId = application,
            ItemCode = code,
            Finding = Finding.NotShown,
            RecordedAt = now,
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        }));
    }
}
