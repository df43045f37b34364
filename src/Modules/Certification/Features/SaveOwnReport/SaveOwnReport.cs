using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.SaveOwnReport;

/// <summary>
/// Prepares a report, or changes one that is still a draft; anybody who acts for the agency may, a clerk too. A correction names the
/// report that it replaces, and why (12.05(3)). Who answers statements may prepare it from one (12.07(1)(b)).
/// </summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.report.saved", DataClass.Personal, Fields = ["report"], OwnWords = true)]
internal sealed record SaveOwnReportCommand(Guid? ReportId, ReportKind Kind, ReportContent Said, Guid? Supersedes = null, string? CorrectionReason = null, Guid? Statement = null)
    : ICommand<Guid>;

internal sealed class SaveOwnReportValidator : AbstractValidator<SaveOwnReportCommand>
{
    public SaveOwnReportValidator()
    {
        RuleFor(c => c.Kind).IsInEnum().WithMessage("Choose what to report.");
        RuleFor(c => c.Said.OfficerNumber).MaximumLength(AgencyReport.NumberMaxLength).WithMessage("That is too long for an officer number.");
        RuleFor(c => c.Said.FirstName).MaximumLength(AgencyReport.NameMaxLength);
        RuleFor(c => c.Said.Surname).MaximumLength(AgencyReport.NameMaxLength);
        RuleFor(c => c.Said.Rank).MaximumLength(AgencyReport.ShortMaxLength);
        RuleFor(c => c.Said.Investigation).MaximumLength(AgencyReport.ShortMaxLength)
            .WithMessage($"Shorten the reference of the investigation to {AgencyReport.ShortMaxLength} characters.");
        RuleFor(c => c.Said.Reason).MaximumLength(AgencyReport.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {AgencyReport.ReasonMaxLength} characters.");
        RuleFor(c => c.Said.Subject).MaximumLength(AgencyReport.SubjectMaxLength)
            .WithMessage($"Shorten what it is about to {AgencyReport.SubjectMaxLength} characters.");
        RuleFor(c => c.Said.Evidence).MaximumLength(AgencyReport.ReasonMaxLength)
            .WithMessage($"Shorten what shows it to {AgencyReport.ReasonMaxLength} characters.");
        RuleFor(c => c.Said.Place).MaximumLength(AgencyReport.ShortMaxLength)
            .WithMessage($"Shorten the place to {AgencyReport.ShortMaxLength} characters.");
        RuleFor(c => c.Said.LeaveWords).MaximumLength(AgencyReport.ShortMaxLength)
            .WithMessage($"Shorten the nature of the leave to {AgencyReport.ShortMaxLength} characters.");
        RuleFor(c => c.Said.Minutes).GreaterThan(0).WithMessage("Give the hours of the training, more than none.");
        RuleFor(c => c.Said.Suffix).MaximumLength(AgencyReport.SuffixMaxLength).WithMessage("That is too long for a suffix.");
        RuleFor(c => c.Said.Contact).MaximumLength(ContactPoint.ValueMaxLength)
            .WithMessage($"Shorten the address to {ContactPoint.ValueMaxLength} characters.");
        RuleFor(c => c.Said.Channel).IsEnumName(typeof(ContactKind)).When(c => c.Said.Channel is not null).WithMessage("Choose how the address reaches the officer.");
        RuleFor(c => c.Said.Extent).Must(e => e is null or ReportExtent.All or ReportExtent.Part).WithMessage("Choose all of it, or part of several.");
        RuleFor(c => c.CorrectionReason).NotEmpty().When(c => c is { Supersedes: not null, ReportId: null })
            .WithMessage("Say what was wrong in the report that this one replaces.");
        RuleFor(c => c.CorrectionReason).MaximumLength(AgencyReport.ReasonMaxLength);
    }
}

internal sealed class SaveOwnReportHandler(
    CertificationDb db, ActingMembers acting, ReportDesk desk, OpenConditions conditions, ChangeContext change, TimeProvider clock)
    : IRequestHandler<SaveOwnReportCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SaveOwnReportCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        await desk.HoldAsync(acts.Value.AgencyId, ct);
        var found = command.ReportId is { } id ? await DraftAsync(acts.Value, id, ct) : await NewAsync(acts.Value, command, ct);
        if (found.Refusal is { } no) return no;

        var report = found.Value;
        var said = await WithConditionAsync(report, command.Said, ct);
        if (said.Refusal is { } unknown) return unknown;
        report.Say(WithStatus(said.Value));
        desk.Step(report, report.Revision == 1 ? ReportStepKind.Prepared : ReportStepKind.Changed, acts.Value.Capacity);
        change.Summarise($"{report.Reference}: {ReportWords.Of(report.Kind)}");
        change.Changed("revision", report.Revision == 1 ? null : $"{report.Revision - 1}", $"{report.Revision}");
        await db.SaveChangesAsync(ct);
        return report.Id;
    }

    // Who records a leave has said what the work status is: the report of it is what is proposed (12.04(1)(a)4, 12.05(1)(i)(c)).
    private static ReportContent WithStatus(ReportContent said) =>
        said is { LeaveNatureCode: not null, WorkStatusCode: null } ? said with { WorkStatusCode = WorkStatusCode.OnLeave } : said;

    // The words of a condition are copied when it is chosen: a report says what its author read, whatever the record says later.
    private async Task<Result<ReportContent>> WithConditionAsync(AgencyReport report, ReportContent said, CancellationToken ct)
    {
        if (said.ConditionId is not { } id) return said;
        if (!ReportKinds.Of(report.Kind).OfCondition) return new ConditionMismatch();
        // What is corrected may be settled by now, and then no list offers it: the words of the first report stand.
        var corrected = await db.AgencyReports.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == report.Supersedes && r.ConditionId == id && r.OfficerNumber == said.OfficerNumber, ct);
        if (corrected is not null) return said with { Subject = corrected.Subject, Extent = corrected.Extent };
        var chosen = await conditions.ChosenAsync(report.AgencyId, said.OfficerNumber, id, report.Kind, clock.Today(), ct);
        return chosen is null ? new ConditionMismatch() : said with { Subject = chosen.Said, Extent = chosen.Extent };
    }

    private async Task<Result<AgencyReport>> DraftAsync(ActingMember acts, Guid id, CancellationToken ct)
    {
        var report = await db.AgencyReports.SingleOrDefaultAsync(r => r.Id == id && r.AgencyId == acts.AgencyId, ct);
        if (report is null) return new NotFound("This report");
        return report.State is ReportState.Draft ? report : new ReportSubmittedAlready(report.Reference);
    }

    private async Task<Result<AgencyReport>> NewAsync(ActingMember acts, SaveOwnReportCommand command, CancellationToken ct)
    {
        if (command.Supersedes is { } old && await WhyNotCorrectAsync(acts, old, command.Kind, ct) is { } refusal) return refusal;
        if (command.Statement is { } told && await WhyNotFromAsync(acts, told, command.Kind, ct) is { } no) return no;
        return await desk.DraftAsync(
            new ReportToPrepare(acts.AgencyId, command.Kind) { Supersedes = command.Supersedes, CorrectionReason = command.CorrectionReason, Statement = command.Statement }, ct);
    }

    private async Task<Refusal?> WhyNotFromAsync(ActingMember acts, Guid statement, ReportKind kind, CancellationToken ct)
    {
        if (acts.Capacity > MemberCapacity.Liaison) return new SignatoryNotAuthorised(acts.Capacity);
        var told = await db.OfficerStatements.AsNoTracking().SingleOrDefaultAsync(
            s => s.Id == statement && db.StatementAddressees.Any(a => a.StatementId == s.Id && a.AgencyId == acts.AgencyId && a.State == StatementState.Submitted), ct);
        if (told is null) return new NotFound("This statement");
        return StatementReports.KindOf(told.Kind) == kind ? null : new ReportOfAnotherKind(told.Reference);
    }

    private async Task<Refusal?> WhyNotCorrectAsync(ActingMember acts, Guid id, ReportKind kind, CancellationToken ct)
    {
        var old = await db.AgencyReports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.AgencyId == acts.AgencyId, ct);
        if (old is null) return new NotFound("This report");
        if (old.Kind != kind || old.State is ReportState.Draft or ReportState.Refused) return new NothingToCorrect();
        var next = await db.AgencyReports.AsNoTracking().SingleOrDefaultAsync(r => r.Supersedes == id, ct);
        return next is null ? null : new CorrectedAlready(next.Reference);
    }
}
