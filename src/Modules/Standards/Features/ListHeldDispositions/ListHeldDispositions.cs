using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Requests;
using Post.Standards.Data;
using Post.Standards.Domain;

namespace Post.Standards.Features.ListHeldDispositions;

/// <summary>Allegations whose disposition does not say how the matter ended; held from the public until a person finds it (8.06(4)(b)1.i).</summary>
[Requires(StandardsPermissions.ReadDiscipline)]
[Audited("dispositions.held.listed", DataClass.Personal, Fields = ["identity", "complaints"])]
internal sealed record ListHeldDispositionsQuery(Guid? After = null) : IQuery<ListHeldDispositionsResult>;

/// <summary>A page of held allegations.</summary>
internal sealed record ListHeldDispositionsResult(IReadOnlyList<HeldDispositionRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId);

    public int RowCount => Rows.Count;
}

/// <summary>One held allegation: whom it concerns and what the source said.</summary>
internal sealed record HeldDispositionRow(
    Guid DispositionId,
    Guid PersonId,
    string OfficerNumber,
    string OfficerName,
    string ComplaintNumber,
    string AllegationNumber,
    string SourceText,
    DateTimeOffset RecordedAt);

internal sealed class ListHeldDispositionsHandler(StandardsDb db, IOfficerDirectory officers)
    : IRequestHandler<ListHeldDispositionsQuery, Result<ListHeldDispositionsResult>>
{
    private const int PageLength = 50;

    public async Task<Result<ListHeldDispositionsResult>> Handle(ListHeldDispositionsQuery query, CancellationToken ct)
    {
        var held = await db.Dispositions.AsNoTracking()
            .Where(d => d.SupersededAt == null && d.Code == Disposition.NeedsDetermination)
            .Where(d => query.After == null || d.Id > query.After)
            .OrderBy(d => d.Id)
            .Select(d => new Held(d.Id, d.Allegation.Subject.PersonId, d.Allegation.Subject.Complaint.Number,
                d.Allegation.Number, d.SourceText, d.RecordedAt))
            .Take(PageLength + 1)
            .ToListAsync(ct);
        var page = held.Take(PageLength).ToList();
        var names = (await officers.FactsAsync([.. page.Select(h => h.PersonId).Distinct()], ct)).ToDictionary(o => o.PersonId);
        return new ListHeldDispositionsResult([.. page.Select(h => Row(h, names[h.PersonId]))], held.Count > PageLength ? page[^1].Id : null);
    }

    private static HeldDispositionRow Row(Held held, OfficerFacts officer) => new(
        held.Id, held.PersonId, officer.OfficerNumber,
        $"{officer.Name.Surname}, {officer.Name.FirstName}{(officer.Name.Suffix is { } suffix ? $", {suffix}" : "")}",
        held.Complaint, held.Allegation, held.SourceText, held.RecordedAt);

    private sealed record Held(Guid Id, Guid PersonId, string Complaint, string Allegation, string SourceText, DateTimeOffset RecordedAt);
}
