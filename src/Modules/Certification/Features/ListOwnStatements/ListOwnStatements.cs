using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListOwnStatements;

/// <summary>What officers told the caller's own agency: what waits there, the oldest first; or what it answered, the latest first.</summary>
[Requires(CertificationPermissions.AnswerStatements)]
[Audited("own-agency.statements.listed", DataClass.Personal, Fields = ["identity", "report"], Lists = true)]
internal sealed record ListOwnStatementsQuery(bool Answered = false, Guid? After = null, int Limit = 25) : IQuery<OwnStatementList>, IAsksFor
{
    public string? Query => Answered ? "answered" : null;
}

internal sealed class ListOwnStatementsValidator : AbstractValidator<ListOwnStatementsQuery>
{
    public ListOwnStatementsValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Rows">Statements.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OwnStatementList(string Agency, IReadOnlyList<OwnStatementRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId).Distinct();
    public int RowCount => Rows.Count;
}

public sealed record OwnStatementRow(
    Guid Id, string Reference, string Kind, Guid PersonId, string OfficerNumber, string Name, DateOnly OccurredOn, DateTimeOffset SubmittedAt, string StateWords,
    bool Corrects);

internal sealed class ListOwnStatementsHandler(CertificationDb db, ActingMembers acting) : IRequestHandler<ListOwnStatementsQuery, Result<OwnStatementList>>
{
    public async Task<Result<OwnStatementList>> Handle(ListOwnStatementsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, lowest: MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        var own = db.StatementAddressees.AsNoTracking().Where(a => a.AgencyId == acts.Value.AgencyId);
        var last = query.After is { } after ? await own.SingleOrDefaultAsync(a => a.StatementId == after, ct) : null;
        var places = await (query.Answered ? Answered(own, last) : Waiting(own, last)).Take(query.Limit + 1).Select(a => new
        {
            Place = a,
            Statement = db.OfficerStatements.First(s => s.Id == a.StatementId),
        }).Select(r => new
        {
            r.Place,
            r.Statement,
            Number = db.People.Where(p => p.Id == r.Statement.PersonId).Select(p => p.OfficerNumber).First(),
            Name = db.Names.Present().Where(n => n.PersonId == r.Statement.PersonId).Select(n => n.Surname + ", " + n.FirstName).FirstOrDefault(),
        }).ToListAsync(ct);
        var page = places.Take(query.Limit).ToList();
        return new OwnStatementList(
            acts.Value.Agency, page.ConvertAll(r => Row(r.Statement, r.Place, r.Number, r.Name ?? "")), places.Count > query.Limit ? page[^1].Statement.Id : null);
    }

    private static IOrderedQueryable<StatementAddressee> Waiting(IQueryable<StatementAddressee> own, StatementAddressee? last)
    {
        var waiting = own.Where(a => a.State == StatementState.Submitted);
        if (last is not null) waiting = waiting.Where(a => a.StatementId > last.StatementId);
        return waiting.OrderBy(a => a.StatementId);
    }

    private static IOrderedQueryable<StatementAddressee> Answered(IQueryable<StatementAddressee> own, StatementAddressee? last)
    {
        var answered = own.Where(a => a.AnsweredAt != null);
        if (last is { AnsweredAt: { } at })
        {
            answered = answered.Where(a => EF.Functions.LessThan(ValueTuple.Create(a.AnsweredAt!.Value, a.StatementId), ValueTuple.Create(at, last.StatementId)));
        }

        return answered.OrderByDescending(a => a.AnsweredAt).ThenByDescending(a => a.StatementId);
    }

    private static OwnStatementRow Row(OfficerStatement s, StatementAddressee place, string number, string name) => new(
        s.Id, s.Reference, StatementKinds.Of(s.Kind).Title, s.PersonId, number, name, s.OccurredOn, s.SubmittedAt,
        StatementKinds.Of(place.State, withAgencies: true), s.Supersedes is not null);
}
