using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Alerts;

/// <summary>One step of a review, held by its transaction: the row that says who did it, and the state that follows.</summary>
internal sealed class AlertWork(
    AccessReviewDb db, ReviewerCheck check, RunningDeadlines deadlines, ChangeContext change, TimeProvider clock)
{
    /// <summary>The alert, if the caller may work on it and it allows the step now.</summary>
    public async Task<Result<Alert>> OpenAsync(Guid id, StepKind step, CancellationToken ct)
    {
        if (await LockAsync(id, ct) is not { } alert) return new NotFound("This alert");
        if (await check.WhyNotAsync(alert, ct) is { } refusal) return refusal;
        if (!alert.Allows(step)) return new StepNotOpen(AlertWords.State(alert.State).ToLowerInvariant());
        return alert;
    }

    public async Task<Alert?> LockAsync(Guid id, CancellationToken ct) =>
        await db.Alerts.FromSql($"select * from access_review.alert where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task TakeAsync(Alert alert, StepKind step, string words, CancellationToken ct)
    {
        var before = alert.State;
        var now = clock.GetUtcNow();
        db.AlertSteps.Add(alert.Take(step, check.Caller, words.Trim(), Guid.CreateVersion7(now), now));
        change.About(alert.SubjectIds);
        change.Summarise(alert.Reference);
        if (before != alert.State) change.Changed("state", before.ToString(), alert.State.ToString());
        if (step is StepKind.Explained or StepKind.Unexplained && alert.DeadlineId is { } chain) await MeetAsync(chain, ct);
        await db.SaveChangesAsync(ct);
    }

    // The rule asks for the review of a look past the rules; closing it by a second person may come later.
    private async Task MeetAsync(Guid chain, CancellationToken ct)
    {
        if (await deadlines.LockAsync(chain, ct) is { State: DeadlineState.Running } running)
        {
            await deadlines.CloseAsync(running, DeadlineState.Met, clock.Today(), "Judged", ct);
        }
    }
}
