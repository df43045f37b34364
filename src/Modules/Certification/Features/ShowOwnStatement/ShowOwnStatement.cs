using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowOwnStatement;

/// <summary>What an officer told the caller's own agency, and the report that comes of it; of the record only whether it bears out a training that was told.</summary>
[Requires(CertificationPermissions.AnswerStatements)]
[Audited("own-agency.statement.opened", DataClass.Personal, Fields = ["identity", "report", "training", "contact"])]
internal sealed record ShowOwnStatementQuery(Guid StatementId) : IQuery<OwnStatement>;

/// <param name="Agency">The caller's own agency.</param>
/// <param name="PersonId">The officer.</param>
/// <param name="OfficerNumber">The number by which the officer is known.</param>
/// <param name="Name">The officer's present name.</param>
/// <param name="File">The statement.</param>
/// <param name="Reports">Reports of the agency that were prepared from it.</param>
public sealed record OwnStatement(string Agency, Guid PersonId, string OfficerNumber, string Name, StatementFile File, IReadOnlyList<ReportFromStatement> Reports)
    : INamesSubjects, ICountsRows
{
    /// <summary>The kind of report that tells the Commission of the same; null where none does.</summary>
    public string? ReportKind { get; init; }

    /// <summary>What such a report would say.</summary>
    public ReportContent ToReport { get; init; } = new();

    public bool Waits => File.Places.Any(p => p.Waits);
    public IEnumerable<Guid> SubjectIds => [PersonId];
    public int RowCount => 1;
}

/// <summary>A report that was prepared from a statement.</summary>
public sealed record ReportFromStatement(Guid Id, string Reference, string StateWords);

internal sealed class ShowOwnStatementHandler(CertificationDb db, ActingMembers acting, StatementReading reading) : IRequestHandler<ShowOwnStatementQuery, Result<OwnStatement>>
{
    public async Task<Result<OwnStatement>> Handle(ShowOwnStatementQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, lowest: MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        var agency = acts.Value.AgencyId;
        var statement = await db.OfficerStatements.AsNoTracking().SingleOrDefaultAsync(
            s => s.Id == query.StatementId && db.StatementAddressees.Any(a => a.StatementId == s.Id && a.AgencyId == agency), ct);
        if (statement is null) return new NotFound("This statement");
        var number = await db.People.AsNoTracking().Where(p => p.Id == statement.PersonId).Select(p => p.OfficerNumber).SingleAsync(ct);
        var name = await db.Names.AsNoTracking().Present().Where(n => n.PersonId == statement.PersonId).Select(n => n.FirstName + " " + n.Surname).FirstOrDefaultAsync(ct);
        var reports = await db.AgencyReports.AsNoTracking().Where(r => r.StatementId == statement.Id && r.AgencyId == agency).OrderBy(r => r.Id).ToListAsync(ct);
        return new OwnStatement(
            acts.Value.Agency, statement.PersonId, number, name ?? "", await reading.OfAsync(statement, StatementReader.At(agency), ct),
            [.. reports.Select(r => new ReportFromStatement(r.Id, r.Reference, ReportWords.Of(r.State)))])
        {
            ReportKind = StatementReports.KindOf(statement.Kind)?.ToString(),
            ToReport = StatementReports.Of(statement, number),
        };
    }
}
