using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.TakeInReport;

/// <summary>Takes what a report says into the record, with the report as its source.</summary>
[Requires(CertificationPermissions.SettleReports)]
[Audited("agency-report.taken-in", DataClass.Personal, Fields = ["report", "employment", "separations", "training", "condition"])]
internal sealed record TakeInReportCommand(Guid ReportId, string? Remark, bool SamePerson) : ICommand<Done>;

internal sealed class TakeInReportValidator : AbstractValidator<TakeInReportCommand>
{
    public TakeInReportValidator()
    {
        RuleFor(c => c.Remark).NotEmpty().When(c => c.SamePerson).WithMessage("Say how you know that it is the same person.");
        RuleFor(c => c.Remark).MaximumLength(AgencyReport.ReasonMaxLength)
            .WithMessage($"Shorten the remark to {AgencyReport.ReasonMaxLength} characters.");
    }
}

internal sealed class TakeInReportHandler(CertificationDb db, ReportDesk desk, ReportIntake intake, ChangeContext change)
    : IRequestHandler<TakeInReportCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(TakeInReportCommand command, CancellationToken ct)
    {
        var found = await desk.WaitingAsync(command.ReportId, ct);
        if (found.Refusal is { } refusal) return refusal;
        var report = found.Value;
        if (ReportKinds.Of(report.Kind).OfCondition && report.ConditionId is null && string.IsNullOrWhiteSpace(command.Remark)) return new RemarkNeeded();
        var agency = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == report.AgencyId).Select(n => n.Name).SingleAsync(ct);
        var taken = await intake.TakeInAsync(report, agency, command.SamePerson, ct);
        if (taken.Refusal is { } no) return no;

        var remark = string.IsNullOrWhiteSpace(command.Remark) ? null : command.Remark.Trim();
        desk.Close(report, ReportState.TakenIn, ReportStepKind.TakenIn, remark);
        change.Summarise($"{report.Reference}: {ReportWords.Of(report.Kind)}");
        if (remark is not null) change.Because(remark);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
