using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Records;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnRecords;

/// <summary>How much of the personnel information, and of the records of the present certification, the own agency holds of each officer who serves there, by name (12.04(1)(a)-(c)).</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.records.listed", DataClass.Personal, Fields = ["identity", "certification records"], Lists = true)]
internal sealed record ListOwnRecordsQuery(string? Text = null, Guid? After = null, int Limit = 25) : IQuery<OwnRecordList>, IAsksFor
{
    public string? Query => string.IsNullOrWhiteSpace(Text) ? null : Text;
}

internal sealed class ListOwnRecordsValidator : AbstractValidator<ListOwnRecordsQuery>
{
    public ListOwnRecordsValidator()
    {
        RuleFor(q => q.Text).MaximumLength(100).WithMessage("Shorten the search text to 100 characters.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Agency">The own agency.</param>
/// <param name="Total">How many officers serve there.</param>
/// <param name="Rows">By name.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OwnRecordList(string Agency, int Total, IReadOnlyList<OwnRecordListRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.SelectMany(r => r.MemberIds);
    public int RowCount => Rows.Count;
}

/// <param name="PersonId">The officer.</param>
/// <param name="OfficerNumber">The number by which the officer is known.</param>
/// <param name="Name">The present name.</param>
/// <param name="Personnel">Of the personnel information.</param>
/// <param name="AsOfficer">Of the present certification as an officer; null where none is on record.</param>
/// <param name="AsSro">Of that as a school resource officer.</param>
public sealed record OwnRecordListRow(Guid PersonId, string OfficerNumber, string Name, RecordCount Personnel, RecordCount? AsOfficer, RecordCount? AsSro)
{
    public IReadOnlyList<Guid> MemberIds { get; init; } = [PersonId];
}

/// <summary>Of how many records that are asked for how many are whole.</summary>
public sealed record RecordCount(int Filled, int Asked)
{
    public bool Whole => Filled == Asked;
}

internal sealed class ListOwnRecordsHandler(CertificationDb db, ActingMembers acting, AgencyRecords records, TimeProvider clock)
    : IRequestHandler<ListOwnRecordsQuery, Result<OwnRecordList>>
{
    public async Task<Result<OwnRecordList>> Handle(ListOwnRecordsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var today = clock.Today();
        var names = db.Matching(db.ServingNames(acts.Value.AgencyId, today), query.Text);
        var total = await names.CountAsync(ct);
        var found = await names.PageAsync(query.After, query.Limit, ct);
        var page = found.Take(query.Limit).ToList();
        var ids = page.ConvertAll(n => n.PersonId);
        var numbers = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);
        var held = await records.OfAsync(acts.Value.AgencyId, ids, today, ct);
        return new OwnRecordList(
            acts.Value.Agency, total,
            page.ConvertAll(n => new OwnRecordListRow(
                n.PersonId, numbers[n.PersonId], $"{n.Surname}, {n.FirstName}{(n.Suffix is null ? "" : " " + n.Suffix)}",
                Count(held[n.PersonId].Personnel)!, Count(held[n.PersonId].Current(CycleType.Officer)), Count(held[n.PersonId].Current(CycleType.Sro)))
            {
                MemberIds = held[n.PersonId].MemberIds,
            }),
            found.Count > query.Limit ? page[^1].PersonId : null);
    }

    private static RecordCount? Count(CycleRecords? cycle) => cycle is null ? null : new RecordCount(cycle.Filled, cycle.Asked);
}
