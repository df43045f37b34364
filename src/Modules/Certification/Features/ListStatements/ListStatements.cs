using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Kernel.Work;

namespace Post.Certification.Features.ListStatements;

/// <summary>
/// What officers told and the Commission has to settle, the late ones first and then the oldest; what waits at agencies, in the same
/// order; or what was settled, the latest first.
/// </summary>
[Requires(CertificationPermissions.ReadReports)]
[Audited("officer-statements.listed", DataClass.Personal, Fields = ["identity", "report"], Lists = true)]
internal sealed record ListStatementsQuery(StatementPart Part = StatementPart.ToSettle, Guid? After = null, int Limit = 25) : IQuery<StatementList>, IAsksFor
{
    public string? Query => Part.ToString();
}

/// <summary>Which statements a list shows.</summary>
internal enum StatementPart
{
    ToSettle,

    /// <summary>They went to the agencies that employ the officers, and wait there (12.07(1)(b)).</summary>
    WithAgencies,
    Settled,
}

internal sealed class ListStatementsValidator : AbstractValidator<ListStatementsQuery>
{
    public ListStatementsValidator()
    {
        RuleFor(q => q.Part).IsInEnum().WithMessage("There is no such part of the list.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Rows">Statements.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record StatementList(IReadOnlyList<StatementRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId).Distinct();
    public int RowCount => Rows.Count;
}

public sealed record StatementRow(
    Guid Id, string Reference, string Kind, Guid PersonId, string OfficerNumber, string Name, DateOnly OccurredOn, DateOnly KnownOn,
    DateTimeOffset SubmittedAt, DateOnly? DueOn, bool InTime, string StateWords, bool Corrects, bool WithAgencies)
{
    public int Elapsed => CivilClock.LegalDate(SubmittedAt).DayNumber - KnownOn.DayNumber;
}

internal sealed class ListStatementsHandler(CertificationDb db) : IRequestHandler<ListStatementsQuery, Result<StatementList>>
{
    public async Task<Result<StatementList>> Handle(ListStatementsQuery query, CancellationToken ct)
    {
        var last = query.After is { } after ? await db.OfficerStatements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == after, ct) : null;
        var ordered = query.Part is StatementPart.Settled ? Settled(last) : Waiting(query.Part is StatementPart.WithAgencies, last);
        var rows = await ordered.Take(query.Limit + 1).Select(s => new
        {
            Statement = s,
            Number = db.People.Where(p => p.Id == s.PersonId).Select(p => p.OfficerNumber).First(),
            Name = db.Names.Present().Where(n => n.PersonId == s.PersonId).Select(n => n.Surname + ", " + n.FirstName).FirstOrDefault(),
        }).ToListAsync(ct);
        var page = rows.Take(query.Limit).ToList();
        return new StatementList(
            page.ConvertAll(r => Row(r.Statement, r.Number, r.Name ?? "")), rows.Count > query.Limit ? page[^1].Statement.Id : null);
    }

    private IOrderedQueryable<OfficerStatement> Waiting(bool withAgencies, OfficerStatement? last)
    {
        var waiting = db.OfficerStatements.AsNoTracking().Where(s => s.State == StatementState.Submitted && s.WithAgencies == withAgencies);
        if (last is not null)
        {
            waiting = waiting.Where(s => EF.Functions.GreaterThan(
                ValueTuple.Create(s.InTime, s.SubmittedAt, s.Id), ValueTuple.Create(last.InTime, last.SubmittedAt, last.Id)));
        }

        return waiting.OrderBy(s => s.InTime).ThenBy(s => s.SubmittedAt).ThenBy(s => s.Id);
    }

    private IOrderedQueryable<OfficerStatement> Settled(OfficerStatement? last)
    {
        var settled = db.OfficerStatements.AsNoTracking().Where(s => s.ClosedAt != null);
        if (last is { ClosedAt: { } at })
        {
            settled = settled.Where(s => EF.Functions.LessThan(ValueTuple.Create(s.ClosedAt!.Value, s.Id), ValueTuple.Create(at, last.Id)));
        }

        return settled.OrderByDescending(s => s.ClosedAt).ThenByDescending(s => s.Id);
    }

    private static StatementRow Row(OfficerStatement s, string number, string name) => new(
        s.Id, s.Reference, StatementKinds.Of(s.Kind).Title, s.PersonId, number, name, s.OccurredOn, s.KnownOn, s.SubmittedAt, s.DueOn, s.InTime,
        StatementKinds.Of(s.State, s.WithAgencies), s.Supersedes is not null, s.WithAgencies);
}

/// <summary>Statements that wait for the Commission, as the staff home counts them.</summary>
internal sealed class OfficerStatementQueue(CertificationDb db) : IWorkQueue
{
    public string Title => "Statements of officers";
    public string Link => PersonalPages.Staff;
    public string Permission => CertificationPermissions.SettleReports;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var waiting = await db.OfficerStatements.AsNoTracking().Where(s => s.State == StatementState.Submitted && !s.WithAgencies).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(s => s.SubmittedAt), Late = g.Count(s => !s.InTime) }).SingleOrDefaultAsync(ct);
        return waiting is null
            ? QueueState.Empty
            : new QueueState(waiting.Count, waiting.Oldest, waiting.Late > 0
                ? $"{waiting.Late} came after the last day: look at those first."
                : "Officers told of changes; take them in or return them.");
    }
}
