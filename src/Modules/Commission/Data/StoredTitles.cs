using Microsoft.EntityFrameworkCore;
using Post.Commission.Contracts;
using Post.Kernel.Requests;

namespace Post.Commission.Data;

/// <summary>Official pages and authority lines, from what the register says on a day.</summary>
internal sealed class StoredTitles(CommissionDb db) : IOfficialPages, IAuthorities
{
    public async Task<IReadOnlyList<OfficialPage>> InForceAsync(DateOnly on, CancellationToken ct)
    {
        var hosts = (await db.OfficialHosts.AsNoTracking().ToListAsync(ct)).Where(h => h.IsOpen(on)).ToDictionary(h => h.Host, h => h.ValidTo);
        var titles = await db.Titles.AsNoTracking().InPresent().Where(t => t.Address != null).ToListAsync(ct);
        return
        [
            .. titles.Where(t => t.IsInForce(on) && hosts.ContainsKey(new Uri(t.Address!).Host)).OrderBy(t => t.Number)
                .Select(t => new OfficialPage(t.Regulation, t.Address!, Earlier(t.InForceUntil, hosts[new Uri(t.Address!).Host]))),
        ];
    }

    public async Task<Result<AuthorityLine>> OfAsync(string regulation, DateOnly on, CancellationToken ct)
    {
        var edition = await db.Editions.AsNoTracking()
            .Where(e => e.Regulation == regulation && e.EffectiveFrom <= on).OrderByDescending(e => e.EffectiveFrom).FirstOrDefaultAsync(ct);
        return string.IsNullOrWhiteSpace(edition?.Authority) ? new EditionMissing(regulation, on) : new AuthorityLine(edition.Id, regulation, edition.Authority);
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is { } a && other is { } b ? (a < b ? a : b) : one ?? other;
}
