using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Facts;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.EndBreakGlass;

/// <summary>Ends what one opened behind broken glass before its minutes are over.</summary>
[Requires(AccessReviewPermissions.BreakGlass)]
[Audited("break-glass.ended", DataClass.None)]
internal sealed record EndBreakGlassCommand : ICommand<Done>;

internal sealed class EndBreakGlassHandler(AccessReviewDb db, AccessMemory memory, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EndBreakGlassCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndBreakGlassCommand command, CancellationToken ct)
    {
        var (me, now) = (caller.Value.Id, clock.GetUtcNow());
        var open = await db.BrokenGlasses.Where(g => g.AccountId == me && g.EndedAt == null && g.EndsAt > now).ToListAsync(ct);
        foreach (var glass in open)
        {
            glass.EndedAt = now;
            change.About(glass.SubjectId);
        }

        await db.SaveChangesAsync(ct);
        if (me is { } account) memory.ForgetAccount(account);
        return Done.Instance;
    }
}
