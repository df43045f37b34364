using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Desk;
using Post.Certification.Features.ListRoundOfficers;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;
using Post.Kernel.Time;

namespace Post.Certification.Features.ExportRoundOfficers;

/// <summary>The officers of a round, of one agency or of all, by where they stand, as a file.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[GivesOut]
[Audited(
    "recertification-officers.exported", DataClass.Personal, Fields = ["identity", "status", "application", "requirements", "decisions"], Lists = true)]
internal sealed record ExportRoundOfficersCommand(Guid RoundId, Guid? AgencyId, string? State) : ICommand<ListFile>, IAsksFor
{
    public string? Query => new ListRoundOfficersQuery(RoundId, AgencyId, State).Query;
}

internal sealed class ExportRoundOfficersHandler(
    CertificationDb db, IRequestHandler<ListRoundOfficersQuery, Result<RoundOfficers>> list, ChangeContext change, AuditDraft draft, TimeProvider clock)
    : IRequestHandler<ExportRoundOfficersCommand, Result<ListFile>>
{
    public async Task<Result<ListFile>> Handle(ExportRoundOfficersCommand command, CancellationToken ct)
    {
        var most = await db.RuleAsync(IntakeRules.ExportRows, clock.Today(), ct);
        var csv = new ListCsv(
            "officer", "officer number", "where it stands", "certified until", "application received", "not shown", "decided as", "decided on", "reason");
        var (after, reference) = ((Guid?)null, "");
        do
        {
            var page = await list.Handle(new ListRoundOfficersQuery(command.RoundId, command.AgencyId, command.State, after, ListCsv.PageLength), ct);
            if (page.Refusal is { } refusal) return refusal;
            reference = page.Value.Reference;
            foreach (var row in page.Value.Rows)
            {
                var officer = row.Officer;
                csv.Add(
                    officer.PersonId, officer.Name, officer.OfficerNumber, row.Words, ListCsv.Iso(officer.LapsesOn), ListCsv.Iso(officer.ReceivedOn),
                    string.Join("; ", row.Open), row.Decided, ListCsv.Iso(row.Decided is null ? null : officer.DecidedOn), officer.Reason);
            }

            if (csv.Rows > most) return new ListTooLong(most);
            after = page.Value.Next;
        }
        while (after is not null);
        return csv.Finish(reference, change, draft);
    }
}
