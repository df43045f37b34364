using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Personal;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowPersonalStatement;

/// <summary>A statement of the caller's own, as they wrote it and with what became of it.</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.statement.opened", DataClass.Personal, Fields = ["report", "training"])]
internal sealed record ShowPersonalStatementQuery(Guid StatementId) : IQuery<PersonalStatement>;

public sealed record PersonalStatement(StatementFile File) : INamesSubjects, ICountsRows
{
    internal Guid PersonId { get; init; }
    public IEnumerable<Guid> SubjectIds => [PersonId];
    public int RowCount => 1;
}

internal sealed class ShowPersonalStatementHandler(CertificationDb db, OwnPerson own, StatementReading reading)
    : IRequestHandler<ShowPersonalStatementQuery, Result<PersonalStatement>>
{
    public async Task<Result<PersonalStatement>> Handle(ShowPersonalStatementQuery query, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        var statement = await db.OfficerStatements.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == query.StatementId && person.Value.MemberIds.Contains(s.PersonId), ct);
        return statement is null
            ? new NotFound("This statement")
            : new PersonalStatement(await reading.OfAsync(statement, StatementReader.Officer, ct)) { PersonId = statement.PersonId };
    }
}
