using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RecordFinding;

/// <summary>Records whether a requirement is shown as met; the finding before it stays as what was known.</summary>
[Requires(CertificationPermissions.KeepApplications)]
[Audited("certification-requirement.found", DataClass.Personal, Fields = ["application", "requirement"])]
internal sealed record RecordFindingCommand(
    Guid ApplicationId, string Item, string Finding, DateOnly? ShownOn, string? Note, string? Document) : ICommand<Done>
{
    /// <summary>Last day of what shows it, where that runs out.</summary>
    public DateOnly? ExpiresOn { get; init; }
}

internal sealed class RecordFindingValidator : AbstractValidator<RecordFindingCommand>
{
    public RecordFindingValidator(TimeProvider clock)
    {
        RuleFor(c => c.Finding).IsEnumName(typeof(Finding)).WithMessage("Choose what was found.");
        RuleFor(c => c.Note).NotEmpty().When(c => c.Finding is nameof(Domain.Finding.NotMet) or nameof(Domain.Finding.Waived))
            .WithMessage("Say why: a requirement that is not met, or waived, needs its reason.");
        RuleFor(c => c.Note).MaximumLength(RequirementEvidence.NoteMaxLength)
            .WithMessage($"Shorten the note to {RequirementEvidence.NoteMaxLength} characters.");
        RuleFor(c => c.Document).MaximumLength(RequirementEvidence.DocumentMaxLength)
            .WithMessage($"Shorten the reference to {RequirementEvidence.DocumentMaxLength} characters.");
        RuleFor(c => c.ShownOn).Must(d => d is null || d <= clock.Today()).WithMessage("The evidence is of today or before.");
    }
}

internal sealed class RecordFindingHandler(CertificationDb db, RecordReader records, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RecordFindingCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordFindingCommand command, CancellationToken ct)
    {
        var known = await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.ApplicationId, ct);
        if (known is null) return new NotFound("This application");
        await records.HoldAsync(known.PersonId, ct);
        if (await db.Applications.AnyAsync(a => a.Id == known.Id && a.ClosedAt != null, ct)) return new ApplicationClosed(known.Reference);
        var present = await db.Evidence.AsNoTracking()
            .SingleOrDefaultAsync(e => e.ApplicationId == known.Id && e.ItemCode == command.Item && e.SupersededAt == null, ct);
        if (present is null) return new NoSuchRequirement();
        var item = await db.StandardItems.AsNoTracking().SingleAsync(i => i.StandardId == known.StandardId && i.Code == command.Item, ct);
        var met = command.Finding == nameof(Domain.Finding.Met);
        if (LastDayRules.WhyNot(item, met, command.ShownOn, command.ExpiresOn, clock.Today()) is { } unfit) return unfit;
        await SupersedeAsync(known, present, command, ct);
        return Done.Instance;
    }

    private async Task SupersedeAsync(CertificationApplication known, RequirementEvidence present, RecordFindingCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Evidence.Where(e => e.Id == present.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.SupersededAt, now), ct);
        var found = Evidence(command, now);
        db.Evidence.Add(found);
        change.About(known.PersonId);
        change.Changed($"{known.Reference} {command.Item}", Words(present), Words(found));
        if (found.Note is not null) change.Because(found.Note);
        await db.SaveChangesAsync(ct);
    }

    private static string Words(RequirementEvidence found) =>
        found.ExpiresOn is { } last ? $"{found.Finding} until {last:yyyy-MM-dd}" : found.Finding.ToString();

    private RequirementEvidence Evidence(RecordFindingCommand command, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ApplicationId = command.ApplicationId,
        ItemCode = command.Item,
        Finding = Enum.Parse<Finding>(command.Finding),
        ShownOn = command.ShownOn,
        ExpiresOn = command.ExpiresOn,
        Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
        Document = string.IsNullOrWhiteSpace(command.Document) ? null : command.Document.Trim(),
        RecordedAt = now,
        RecordedBy = caller.Value.Id,
        RecordedByName = caller.Value.Name,
    };
}
