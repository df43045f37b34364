using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListCommissioners;

[Requires(CommissionPermissions.ReadVotes)]
[Audited("commissioners.listed", DataClass.None)]
internal sealed record ListCommissionersQuery(DateOnly? On) : IQuery<ListCommissionersResult>;

/// <param name="On">The day for which seats are shown.</param>
/// <param name="Seats">Every seat, with who sits in it that day.</param>
/// <param name="Past">Terms that do not cover the day, latest first.</param>
/// <param name="Superseded">Terms as they stood before a correction.</param>
internal sealed record ListCommissionersResult(
    DateOnly On, IReadOnlyList<SeatRow> Seats, IReadOnlyList<TermRow> Past, IReadOnlyList<TermRow> Superseded) : ICountsRows
{
    public int RowCount => Seats.Count + Past.Count + Superseded.Count;
}

internal sealed record SeatRow(int Number, string AppointingAuthority, string Qualification, TermRow? Term);

internal sealed record TermRow(
    Guid TermId, int SeatNumber, string Name, Guid? AccountId, DateOnly BeginsOn, DateOnly? EndsOn, string Instrument,
    string RecordedBy, DateTimeOffset RecordedAt, string? Reason);

internal sealed class ListCommissionersHandler(CommissionDb db, TimeProvider clock)
    : IRequestHandler<ListCommissionersQuery, Result<ListCommissionersResult>>
{
    public async Task<Result<ListCommissionersResult>> Handle(ListCommissionersQuery query, CancellationToken ct)
    {
        var on = query.On ?? clock.Today();
        var seats = await db.Seats.AsNoTracking().OrderBy(s => s.Number).ToListAsync(ct);
        var terms = await db.Terms.AsNoTracking().OrderByDescending(t => t.BeginsOn).ToListAsync(ct);
        var present = terms.Where(t => t.SupersededAt is null).ToList();
        return new ListCommissionersResult(
            on,
            [.. seats.Select(s => new SeatRow(s.Number, s.AppointingAuthority, s.Qualification,
                present.Find(t => t.SeatNumber == s.Number && t.Covers(on)) is { } term ? RowOf(term) : null))],
            [.. present.Where(t => !t.Covers(on)).Select(RowOf)],
            [.. terms.Where(t => t.SupersededAt is not null).Select(RowOf)]);
    }

    private static TermRow RowOf(CommissionerTerm term) => new(
        term.TermId, term.SeatNumber, term.Name, term.AccountId, term.BeginsOn, term.EndsOn, term.Instrument,
        term.RecordedByName, term.RecordedAt, term.Reason);
}
