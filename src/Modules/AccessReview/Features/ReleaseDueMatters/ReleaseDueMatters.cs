using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.ReleaseDueMatters;

/// <summary>Releases looks of closed matters that were to stay held up to a day that is over.</summary>
[Requires(AccessReviewPermissions.FollowMatters)]
[Audited("held-entries.released.due", DataClass.None)]
internal sealed record ReleaseDueMattersCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class ReleaseDueMattersHandler(AccessReviewDb db, HeldReleases releases) : IRequestHandler<ReleaseDueMattersCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReleaseDueMattersCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        var over = await db.HeldStays.AsNoTracking()
            .Where(s => s.StaysUntil < today && !db.HeldReleases.Any(r => r.Matter == s.Matter)).Select(s => s.Matter).ToListAsync(ct);
        await releases.ReleaseAsync(over, ct);
        return Done.Instance;
    }
}
