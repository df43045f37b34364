using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListPersonalStatements;

/// <summary>What the caller told the Commission, the newest first.</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.statements.listed", DataClass.Personal, Fields = ["report"], Lists = true)]
internal sealed record ListPersonalStatementsQuery(Guid? Before = null, int Limit = 25) : IQuery<PersonalStatements>;

internal sealed class ListPersonalStatementsValidator : AbstractValidator<ListPersonalStatementsQuery>
{
    public ListPersonalStatementsValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Rows">Statements.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record PersonalStatements(IReadOnlyList<PersonalStatementRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Own { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Own;
    public int RowCount => Rows.Count;
}

public sealed record PersonalStatementRow(
    Guid Id, string Reference, string Kind, DateOnly OccurredOn, DateOnly KnownOn, DateTimeOffset SubmittedAt, bool InTime, string StateWords);

internal sealed class ListPersonalStatementsHandler(CertificationDb db, OwnPerson own)
    : IRequestHandler<ListPersonalStatementsQuery, Result<PersonalStatements>>
{
    public async Task<Result<PersonalStatements>> Handle(ListPersonalStatementsQuery query, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        var mine = db.OfficerStatements.AsNoTracking().Where(s => person.Value.MemberIds.Contains(s.PersonId));
        if (query.Before is { } before) mine = mine.Where(s => s.Id < before);
        var found = await mine.OrderByDescending(s => s.Id).Take(query.Limit + 1).ToListAsync(ct);
        var page = found.Take(query.Limit).ToList();
        return new PersonalStatements(page.ConvertAll(Row), found.Count > query.Limit ? page[^1].Id : null) { Own = person.Value.MemberIds };
    }

    private static PersonalStatementRow Row(OfficerStatement s) => new(
        s.Id, s.Reference, StatementKinds.Of(s.Kind).Title, s.OccurredOn, s.KnownOn, s.SubmittedAt, s.InTime, StatementKinds.Of(s.State, s.WithAgencies));
}
