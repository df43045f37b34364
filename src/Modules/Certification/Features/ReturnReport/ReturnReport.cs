using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Notices;
using Post.Certification.Reporting;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ReturnReport;

/// <summary>Sends a report back to the agency with reasons; the agency answers with a correction, and this one stays (12.05(3)).</summary>
[Requires(CertificationPermissions.SettleReports)]
[Audited("agency-report.returned", DataClass.Personal, Fields = ["report"])]
internal sealed record ReturnReportCommand(Guid ReportId, string Reasons) : ICommand<Done>;

internal sealed class ReturnReportValidator : AbstractValidator<ReturnReportCommand>
{
    public ReturnReportValidator()
    {
        RuleFor(c => c.Reasons).NotEmpty().WithMessage("Say what is wrong and what the agency is to do: it reads these words.");
        RuleFor(c => c.Reasons).MaximumLength(AgencyReport.ReasonMaxLength)
            .WithMessage($"Shorten the reasons to {AgencyReport.ReasonMaxLength} characters.");
    }
}

internal sealed class ReturnReportHandler(CertificationDb db, ReportDesk desk, ReturnedReportLetter letter, ChangeContext change)
    : IRequestHandler<ReturnReportCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReturnReportCommand command, CancellationToken ct)
    {
        var found = await desk.WaitingAsync(command.ReportId, ct);
        if (found.Refusal is { } refusal) return refusal;
        var (report, reasons) = (found.Value, command.Reasons.Trim());
        var agency = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == report.AgencyId).Select(n => n.Name).SingleAsync(ct);
        desk.Close(report, ReportState.Returned, ReportStepKind.Returned, reasons);
        if (report.PersonId is { } person) change.About(person);
        change.Summarise($"{report.Reference}: {ReportWords.Of(report.Kind)}");
        change.Because(reasons);
        await db.SaveChangesAsync(ct);
        return await letter.IssueAsync(report, agency, reasons, ct) is { } unsent ? unsent : Done.Instance;
    }
}
