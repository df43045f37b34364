using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Desk;
using Post.Certification.Features.ListAgencyReports;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;
using Post.Kernel.Time;

namespace Post.Certification.Features.ExportReports;

/// <summary>The list of reports of agencies, by its filter, as a file.</summary>
[Requires(CertificationPermissions.ReadReports)]
[GivesOut]
[Audited("agency-reports.exported", DataClass.Personal, Fields = ["identity", "report"], Lists = true)]
internal sealed record ExportReportsCommand(bool Settled, Guid? AgencyId, bool LateOnly) : ICommand<ListFile>, IAsksFor
{
    public string? Query => new ListAgencyReportsQuery(Settled) { AgencyId = AgencyId, LateOnly = LateOnly }.Query;
}

internal sealed class ExportReportsHandler(
    CertificationDb db, IRequestHandler<ListAgencyReportsQuery, Result<AgencyReportList>> list, ChangeContext change, AuditDraft draft, TimeProvider clock)
    : IRequestHandler<ExportReportsCommand, Result<ListFile>>
{
    public async Task<Result<ListFile>> Handle(ExportReportsCommand command, CancellationToken ct)
    {
        var most = await db.RuleAsync(IntakeRules.ExportRows, clock.Today(), ct);
        var csv = new ListCsv(
            "report", "kind", "officer", "officer number", "agency", "happened on", "known on", "submitted on", "last day", "in time", "state", "correction");
        Guid? after = null;
        do
        {
            var page = await list.Handle(
                new ListAgencyReportsQuery(command.Settled, after, ListCsv.PageLength) { AgencyId = command.AgencyId, LateOnly = command.LateOnly }, ct);
            if (page.Refusal is { } refusal) return refusal;
            foreach (var row in page.Value.Rows)
            {
                csv.Add(
                    row.PersonId, row.Reference, row.Kind, row.OnRecord, row.OfficerNumber, row.Agency, ListCsv.Iso(row.OccurredOn),
                    ListCsv.Iso(row.KnownOn), ListCsv.Iso(CivilClock.LegalDate(row.SubmittedAt)), ListCsv.Iso(row.DueOn), row.InTime ? "yes" : "no",
                    row.StateWords, row.Corrects ? "yes" : "no");
            }

            if (csv.Rows > most) return new ListTooLong(most);
            after = page.Value.Next;
        }
        while (after is not null);
        return csv.Finish("reports-of-agencies", change, draft);
    }
}
