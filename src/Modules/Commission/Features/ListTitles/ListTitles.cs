using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListTitles;

/// <summary>Every title of 555 CMR on record, with the day to which its text was read and its official page (OV-01).</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("regulations.listed", DataClass.None)]
internal sealed record ListTitlesQuery : IQuery<TitleList>;

/// <param name="Rows">By their numbers.</param>
/// <param name="Hosts">Sites on which an official page may stand.</param>
public sealed record TitleList(IReadOnlyList<TitleRow> Rows, IReadOnlyList<string> Hosts) : ICountsRows
{
    public int RowCount => Rows.Count;
}

/// <param name="Number">Of 555 CMR 6.00, 6.</param>
/// <param name="Regulation">As it is cited.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="AsOf">To which day its text was read.</param>
/// <param name="Confidence">How sure that is.</param>
/// <param name="SourceNote">From where it was read.</param>
/// <param name="Address">Null: plain text.</param>
/// <param name="InForceUntil">Null while no end is known.</param>
/// <param name="InForce">Today.</param>
/// <param name="Editions">How many editions are on record.</param>
/// <param name="Touches">How many of its clauses the product touches.</param>
public sealed record TitleRow(
    int Number, string Regulation, string Heading, DateOnly AsOf, Confidence Confidence, string SourceNote, string? Address, DateOnly? InForceUntil,
    bool InForce, int Editions, int Touches);

internal sealed class ListTitlesHandler(CommissionDb db, IOfficialPages pages, TimeProvider clock) : IRequestHandler<ListTitlesQuery, Result<TitleList>>
{
    public async Task<Result<TitleList>> Handle(ListTitlesQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var addresses = (await pages.InForceAsync(today, ct)).ToDictionary(p => p.Regulation, p => p.Address);
        var editions = await db.Editions.AsNoTracking().GroupBy(e => e.Regulation).ToDictionaryAsync(g => g.Key, g => g.Count(), ct);
        var touches = await db.CrossReferences.AsNoTracking().Where(r => r.ValidFrom <= today && (r.ValidTo == null || r.ValidTo >= today))
            .GroupBy(r => r.Regulation).ToDictionaryAsync(g => g.Key, g => g.Count(), ct);
        var titles = await db.Titles.AsNoTracking().InPresent().ToListAsync(ct);
        return new TitleList(
            [
                .. titles.OrderBy(t => t.Number).Select(t => new TitleRow(
                    t.Number, t.Regulation, t.Heading, t.AsOf, t.Confidence, t.SourceNote, addresses.GetValueOrDefault(t.Regulation), t.InForceUntil,
                    t.IsInForce(today), editions.GetValueOrDefault(t.Regulation), touches.GetValueOrDefault(t.Regulation))),
            ],
            [.. (await db.OfficialHosts.AsNoTracking().ToListAsync(ct)).Where(h => h.IsOpen(today)).Select(h => h.Host).Order(StringComparer.Ordinal)]);
    }
}
