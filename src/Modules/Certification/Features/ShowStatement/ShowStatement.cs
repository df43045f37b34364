using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowStatement;

/// <summary>
/// A statement of an officer beside what the record says, and beside what agencies reported of the same. Of one that went to an agency
/// only that it was told, when, and what became of it (12.07(1)(b)).
/// </summary>
[Requires(CertificationPermissions.ReadReports)]
[Audited("officer-statement.opened", DataClass.Personal, Fields = ["identity", "report", "status", "employment", "separations", "training", "contact"])]
internal sealed record ShowStatementQuery(Guid StatementId) : IQuery<StatementView>;

/// <param name="File">The statement.</param>
/// <param name="By">Who submitted it.</param>
/// <param name="Record">What is on record.</param>
/// <param name="Beside">What agencies reported of the same matter: both are kept, and neither is written over (12.07(1)(b)3).</param>
/// <param name="PetitionOf">The application whose decision a petition is about.</param>
public sealed record StatementView(StatementFile File, string By, OnRecord Record, IReadOnlyList<ReportBeside> Beside, Guid? PetitionOf) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Record.MemberIds;
    public int RowCount => 1;
}

/// <summary>A report of an agency on the same matter, and whether its day is another one.</summary>
public sealed record ReportBeside(Guid Id, string Reference, string Agency, DateOnly OccurredOn, string StateWords, bool OtherDay);

internal sealed class ShowStatementHandler(CertificationDb db, StatementReading reading, OnRecordReader records)
    : IRequestHandler<ShowStatementQuery, Result<StatementView>>
{
    private const int Most = 10;

    public async Task<Result<StatementView>> Handle(ShowStatementQuery query, CancellationToken ct)
    {
        var statement = await db.OfficerStatements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == query.StatementId, ct);
        if (statement is null) return new NotFound("This statement");
        var record = await records.OfAsync(statement.PersonId, ct);
        return new StatementView(
            await reading.OfAsync(statement, StatementReader.Commission, ct), statement.SubmittedByName, record, await BesideAsync(statement, record.MemberIds, ct),
            statement.DecisionId is { } id ? await db.Decisions.AsNoTracking().Where(d => d.Id == id).Select(d => (Guid?)d.ApplicationId).SingleAsync(ct) : null);
    }

    private async Task<IReadOnlyList<ReportBeside>> BesideAsync(OfficerStatement statement, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        ReportKind[] same = statement.Kind switch
        {
            StatementKind.Address or StatementKind.AddressEnd => [ReportKind.ContactChange],
            StatementKind.Name => [ReportKind.NameChange],
            StatementKind.Workplace => [ReportKind.Hire, ReportKind.Separation],
            StatementKind.WorkStatus => [ReportKind.WorkStatusChange],
            _ => [],
        };
        if (same.Length == 0) return [];
        var rows = await db.AgencyReports.AsNoTracking()
            .Where(r => members.Contains(r.PersonId!.Value) && same.Contains(r.Kind) && r.State != ReportState.Draft)
            .OrderByDescending(r => r.SubmittedAt).Take(Most)
            .Select(r => new
            {
                r.Id,
                r.Number,
                r.OccurredOn,
                r.State,
                Agency = db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == r.AgencyId).Select(n => n.Name).First(),
            }).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new ReportBeside(
                r.Id, AgencyReport.ReferenceOf(r.Number), r.Agency, r.OccurredOn!.Value, ReportWords.Of(r.State), r.OccurredOn != statement.OccurredOn)),
        ];
    }
}
