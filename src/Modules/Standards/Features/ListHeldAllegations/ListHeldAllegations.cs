using System.Linq.Expressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Requests;
using Post.Standards.Contracts;
using Post.Standards.Data;
using Post.Standards.Domain;

namespace Post.Standards.Features.ListHeldAllegations;

/// <summary>
/// Allegations that stay off the public site until a person finds how they ended: the disposition does not say
/// (8.06(4)(b)1.i), or a remark may speak of a reversal (8.06(4)(b)1.j).
/// </summary>
[Requires(StandardsPermissions.ReadDiscipline)]
[Audited("allegations.held.listed", DataClass.Personal, Fields = ["identity", "complaints"], Lists = true)]
internal sealed record ListHeldAllegationsQuery(Guid? After = null) : IQuery<ListHeldAllegationsResult>;

/// <summary>A page of held allegations.</summary>
internal sealed record ListHeldAllegationsResult(IReadOnlyList<HeldAllegationRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId);

    public int RowCount => Rows.Count;
}

/// <summary>One held allegation: whom it concerns, what the source said, and since when it waits.</summary>
internal sealed record HeldAllegationRow(
    Guid PersonId, string OfficerNumber, string OfficerName, string ComplaintNumber, string AllegationNumber, string Why, DateTimeOffset Since);

internal sealed class ListHeldAllegationsHandler(StandardsDb db, IOfficerDirectory officers)
    : IRequestHandler<ListHeldAllegationsQuery, Result<ListHeldAllegationsResult>>
{
    private const int PageLength = 50;

    /// <summary>What waits for a person; the list and the queue on the staff home ask the same.</summary>
    internal static readonly Expression<Func<Allegation, bool>> Waits = a =>
        a.Dispositions.Any(d => d.SupersededAt == null && d.Code == Disposition.NeedsDetermination)
        || a.Discipline.Any(d => d.SupersededAt == null && d.State == DisciplineState.Unclear);

    public async Task<Result<ListHeldAllegationsResult>> Handle(ListHeldAllegationsQuery query, CancellationToken ct)
    {
        var held = await db.Allegations.AsNoTracking()
            .Where(Waits)
            .Where(a => query.After == null || a.Id > query.After)
            .OrderBy(a => a.Id)
            .Select(a => new Held(
                a.Id, a.Subject.PersonId, a.Subject.Complaint.Number, a.Number,
                a.Dispositions.Single(d => d.SupersededAt == null),
                a.Discipline.Where(d => d.SupersededAt == null && d.State == DisciplineState.Unclear).Select(d => d.SourceText).ToList()))
            .Take(PageLength + 1)
            .ToListAsync(ct);
        var page = held.Take(PageLength).ToList();
        var members = await officers.MembersAsync([.. page.Select(h => h.PersonId).Distinct()], ct);
        var names = (await officers.FactsAsync([.. members.Values.Select(m => m.PersonId).Distinct()], ct)).ToDictionary(o => o.PersonId);
        return new ListHeldAllegationsResult([.. page.Select(h => Row(h, names[members[h.PersonId].PersonId]))], held.Count > PageLength ? page[^1].Id : null);
    }

    private static HeldAllegationRow Row(Held held, OfficerFacts officer) => new(
        officer.PersonId, officer.OfficerNumber,
        $"{officer.Name.Surname}, {officer.Name.FirstName}{(officer.Name.Suffix is { } suffix ? $", {suffix}" : "")}",
        held.Complaint, held.Number, Why(held), held.Disposition.RecordedAt);

    private static string Why(Held held) => held.Disposition.Code == Disposition.NeedsDetermination
        ? $"The disposition reads “{held.Disposition.SourceText}”; it does not say that the matter was sustained."
        : $"The discipline reads “{string.Join("; ", held.Unclear)}”; it may speak of a reversal or an open matter.";

    private sealed record Held(Guid Id, Guid PersonId, string Complaint, string Number, Disposition Disposition, List<string> Unclear);
}
