using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListDesignations;

/// <summary>Who may act as what on a day, as it is known now or was known at the end of an earlier day.</summary>
[Requires(CommissionPermissions.ReadDesignations)]
[Audited("designations.listed", DataClass.None)]
internal sealed record ListDesignationsQuery(DateOnly? On, DateOnly? KnownOn) : IQuery<ListDesignationsResult>;

/// <param name="On">The day asked about.</param>
/// <param name="Offices">Each office with who acts for it that day.</param>
/// <param name="Others">Designations that do not cover the day: to come first, then lapsed.</param>
/// <param name="Staff">Who can be designated.</param>
internal sealed record ListDesignationsResult(
    DateOnly On, IReadOnlyList<OfficeRow> Offices, IReadOnlyList<DesignationRow> Others, IReadOnlyList<StaffMember> Staff) : ICountsRows
{
    public int RowCount => Others.Count + Offices.Sum(o => o.Acting.Count);
}

internal sealed record OfficeRow(
    string Code, string Label, string Clause, bool DesigneesAllowed, IReadOnlyList<PurposeRow> Purposes, IReadOnlyList<DesignationRow> Acting);

internal sealed record PurposeRow(string Code, string Label, string Clause);

public sealed record DesignationRow(
    Guid DesignationId, string Office, Capacity Capacity, string Name, IReadOnlyList<string> Purposes, DateOnly BeginsOn, DateOnly? EndsOn,
    string Authority, string RecordedBy, DateTimeOffset RecordedAt, string? Reason);

internal sealed class ListDesignationsHandler(CommissionDb db, IStaffDirectory staff, TimeProvider clock)
    : IRequestHandler<ListDesignationsQuery, Result<ListDesignationsResult>>
{
    public async Task<Result<ListDesignationsResult>> Handle(ListDesignationsQuery query, CancellationToken ct)
    {
        var on = query.On ?? clock.Today();
        var offices = await db.Offices.AsNoTracking().OrderBy(o => o.Label).ToListAsync(ct);
        var purposes = await db.ActingPurposes.AsNoTracking().OrderBy(p => p.Label).ToListAsync(ct);
        var labels = purposes.ToDictionary(p => p.Code, p => p.Label);
        var known = await db.Designations.AsNoTracking().KnownAt(EndOf(query.KnownOn))
            .OrderBy(d => d.Capacity).ThenByDescending(d => d.BeginsOn).ToListAsync(ct);
        DesignationRow RowOf(Designation d) => new(
            d.DesignationId, offices.Find(o => o.Code == d.OfficeCode)!.Label, d.Capacity, d.Name,
            [.. d.Purposes.Select(p => labels.GetValueOrDefault(p, p))], d.BeginsOn, d.EndsOn, d.Authority, d.RecordedByName, d.RecordedAt, d.Reason);
        return new ListDesignationsResult(
            on,
            [.. offices.Select(o => new OfficeRow(
                o.Code, o.Label, o.Clause, o.DesigneesAllowed,
                [.. purposes.Where(p => p.OfficeCode == o.Code).Select(p => new PurposeRow(p.Code, p.Label, p.Clause))],
                [.. known.Where(d => d.OfficeCode == o.Code && d.Covers(on)).Select(RowOf)]))],
            [.. known.Where(d => !d.Covers(on)).OrderByDescending(d => d.BeginsOn).Select(RowOf)],
            await staff.ListAsync(ct));
    }

    // "As known on a day" means at its end in Massachusetts (K1).
    private static DateTimeOffset? EndOf(DateOnly? day)
    {
        if (day is not { } known) return null;
        var midnight = known.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, CivilClock.Zone.GetUtcOffset(midnight)).ToUniversalTime().AddTicks(-1);
    }
}
