using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Desk;
using Post.Certification.Features.ListApplications;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;
using Post.Kernel.Time;

namespace Post.Certification.Features.ExportApplications;

/// <summary>The list of applications, by its filter, as a file.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[GivesOut]
[Audited("certification-applications.exported", DataClass.Personal, Fields = ["identity", "application"], Lists = true)]
internal sealed record ExportApplicationsCommand(string? Kind, Guid? AgencyId, bool Closed, string? Show) : ICommand<ListFile>, IAsksFor
{
    public string? Query => new ListApplicationsQuery(Kind, AgencyId, Closed, null) { Show = Show }.Query;
}

internal sealed class ExportApplicationsValidator : AbstractValidator<ExportApplicationsCommand>
{
    public ExportApplicationsValidator() => RuleFor(q => q.Show).IsEnumName(typeof(ApplicationCut)).WithMessage("Choose which of them to show.");
}

internal sealed class ExportApplicationsHandler(
    CertificationDb db, IRequestHandler<ListApplicationsQuery, Result<ListApplicationsResult>> list, ChangeContext change, AuditDraft draft,
    TimeProvider clock)
    : IRequestHandler<ExportApplicationsCommand, Result<ListFile>>
{
    public async Task<Result<ListFile>> Handle(ExportApplicationsCommand command, CancellationToken ct)
    {
        var most = await db.RuleAsync(IntakeRules.ExportRows, clock.Today(), ct);
        var csv = new ListCsv(
            "application", "kind", "officer", "officer number", "agency", "received on", "certified until", "decision due", "late", "requirements",
            "not shown", "closed as");
        Guid? after = null;
        do
        {
            var page = await list.Handle(
                new ListApplicationsQuery(command.Kind, command.AgencyId, command.Closed, after, ListCsv.PageLength) { Show = command.Show }, ct);
            if (page.Refusal is { } refusal) return refusal;
            foreach (var row in page.Value.Rows)
            {
                csv.Add(
                    row.PersonId, row.Reference, row.KindWords, row.Name, row.OfficerNumber, row.Agency, ListCsv.Iso(row.ReceivedOn),
                    ListCsv.Iso(row.LapsesOn), ListCsv.Iso(row.DueOn), row.Late ? "yes" : "no", ListCsv.Number(row.Items), ListCsv.Number(row.OpenItems),
                    row.ClosedAs);
            }

            if (csv.Rows > most) return new ListTooLong(most);
            after = page.Value.Next;
        }
        while (after is not null);
        return csv.Finish("applications", change, draft);
    }
}
