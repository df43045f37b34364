using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.ListReleases;

/// <summary>Which purposes are confidential, and the matters whose looks were released to their subjects.</summary>
[Requires(AccessReviewPermissions.ReleaseHeld)]
[Audited("held-entries.listed", DataClass.None)]
internal sealed record ListReleasesQuery : IQuery<ListReleasesResult>;

internal sealed record ListReleasesResult(
    IReadOnlyList<HeldRow> Held, IReadOnlyList<StayRow> Staying, IReadOnlyList<ReleaseRow> Released) : ICountsRows
{
    public int RowCount => Staying.Count + Released.Count;
}

internal sealed record HeldRow(string Purpose, string Source);

internal sealed record StayRow(string Matter, string Reason, DateOnly Until, string By);

internal sealed record ReleaseRow(string Matter, string Authority, string By, DateTimeOffset At);

internal sealed class ListReleasesHandler(AccessReviewDb db, PurposeCatalogue purposes, TimeProvider clock)
    : IRequestHandler<ListReleasesQuery, Result<ListReleasesResult>>
{
    public async Task<Result<ListReleasesResult>> Handle(ListReleasesQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var held = await db.HeldPurposes.AsNoTracking()
            .Where(h => h.ValidFrom <= today && (h.ValidTo == null || today <= h.ValidTo)).OrderBy(h => h.Purpose).ToListAsync(ct);
        var released = await db.HeldReleases.AsNoTracking().OrderByDescending(r => r.Id).Take(100)
            .Select(r => new ReleaseRow(r.Matter, r.Authority, r.ReleasedByName, r.ReleasedAt)).ToListAsync(ct);
        var staying = await db.HeldStays.AsNoTracking().Where(s => !db.HeldReleases.Any(r => r.Matter == s.Matter))
            .OrderBy(s => s.StaysUntil).ThenBy(s => s.Matter).Take(100)
            .Select(s => new StayRow(s.Matter, s.Reason, s.StaysUntil, s.RecordedByName)).ToListAsync(ct);
        return new ListReleasesResult([.. held.Select(h => new HeldRow(purposes.Find(h.Purpose)?.Label ?? h.Purpose, h.Source))], staying, released);
    }
}
