using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Kernel.Access;
using Post.Kernel.Time;
using Post.Kernel.Work;

namespace Post.AccessReview.Alerts;

/// <summary>Alerts on the caller's desk that nobody has judged, the sample left out.</summary>
internal sealed class AlertQueue(AccessReviewDb db, ReviewerCheck check) : IWorkQueue
{
    public string Title => "Alerts to answer";
    public string Link => "/staff/access-review";
    public string Permission => AccessReviewPermissions.Review;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var desks = await check.DesksAsync(ct);
        var me = check.Caller.Account;
        var open = db.Alerts.AsNoTracking()
            .Where(a => a.ClosedAt == null && a.Source != AlertSource.Sample && desks.Contains(a.Desk) && a.ActorId != me);
        var count = await open.CountAsync(ct);
        return count == 0
            ? QueueState.Empty
            : new QueueState(
                count, await open.MinAsync(a => a.RaisedAt, ct), "Looks at personal data must be explained, or found to be misuse (8.07(5)).");
    }
}

/// <summary>What the caller was asked about own looks.</summary>
internal sealed class QuestionQueue(AccessReviewDb db, CurrentCaller caller) : IWorkQueue
{
    public string Title => "Questions about your looks";
    public string Link => "/staff/access-questions";
    public string Permission => AccessReviewPermissions.Answer;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var me = caller.Value.Id;
        var asked = db.Alerts.AsNoTracking().Where(a => a.ActorId == me && a.State == AlertState.Asked);
        var count = await asked.CountAsync(ct);
        return count == 0
            ? QueueState.Empty
            : new QueueState(count, await asked.MinAsync(a => a.RaisedAt, ct), "A reviewer asks what a look of yours was for.");
    }
}

/// <summary>Weeks that are over and that nobody has signed off; a week without a sign-off does not pass in silence.</summary>
internal sealed class SignOffQueue(AccessReviewDb db, TimeProvider clock) : IWorkQueue
{
    public string Title => "Weeks to sign off";
    public string Link => "/staff/access-review/report";
    public string Permission => AccessReviewPermissions.SignOff;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var missing = await MissingAsync(db, clock.Today(), ct);
        return missing.Count == 0
            ? QueueState.Empty
            : new QueueState(missing.Count, CivilClock.StartOf(missing[0].AddDays(7)), "The week is over, and nobody has vouched for its review.");
    }

    /// <summary>Mondays of finished weeks since the first look was followed, as far back as a quarter.</summary>
    public static async Task<List<DateOnly>> MissingAsync(AccessReviewDb db, DateOnly today, CancellationToken ct)
    {
        if (await db.ActorDays.AsNoTracking().OrderBy(d => d.Day).Select(d => (DateOnly?)d.Day).FirstOrDefaultAsync(ct) is not { } first) return [];
        var from = ReviewFigures.MondayOf(first > today.AddDays(-91) ? first : today.AddDays(-91));
        var signed = await db.SignOffs.AsNoTracking().Where(s => s.WeekFrom >= from).Select(s => s.WeekFrom).ToListAsync(ct);
        return [.. Enumerable.Range(0, 14).Select(w => from.AddDays(7 * w)).Where(m => m.AddDays(6) < today && !signed.Contains(m))];
    }
}
