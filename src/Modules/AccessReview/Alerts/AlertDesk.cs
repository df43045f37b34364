using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Watch;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;

namespace Post.AccessReview.Alerts;

/// <summary>Raises what was found, each finding once, however often it is found.</summary>
internal sealed class AlertDesk(AccessReviewDb db, RunningDeadlines deadlines, TimeProvider clock)
{
    private const string BreakGlassRule = "break-glass-review";
    private const string DeadlineKind = "AccessAlert";

    /// <returns>How many were new.</returns>
    public async Task<int> RaiseAsync(
        IReadOnlyList<(AlertSource Source, string? Rule, Finding Finding)> found, IReadOnlyDictionary<Guid, string> names, CancellationToken ct)
    {
        var keys = found.Select(f => f.Finding.Key).ToHashSet();
        var known = await db.Alerts.AsNoTracking().Where(a => keys.Contains(a.Key)).Select(a => a.Key).ToListAsync(ct);
        var raised = found.DistinctBy(f => f.Finding.Key).Where(f => !known.Contains(f.Finding.Key))
            .Select(f => Make(f.Source, f.Rule, f.Finding, names)).ToList();
        db.Alerts.AddRange(raised);
        await db.SaveChangesAsync(ct);
        foreach (var alert in raised.Where(a => a.Source is AlertSource.BreakGlass)) await SetClockAsync(alert, ct);
        return raised.Count;
    }

    private Alert Make(AlertSource source, string? rule, Finding finding, IReadOnlyDictionary<Guid, string> names)
    {
        var last = finding.Last;
        return new Alert
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Source = source,
            RuleCode = rule,
            Key = finding.Key,
            Desk = last.Roles.Contains(Roles.ComplianceOfficer) ? ReviewDesk.ExecutiveDirector : ReviewDesk.Compliance,
            ActorId = last.ActorId,
            ActorName = names.GetValueOrDefault(last.ActorId ?? Guid.Empty, "An account"),
            ActorRoles = [.. last.Roles],
            SubjectIds = [.. finding.Subjects.Take(Alert.ListedAtMost)],
            EventIds = [.. finding.Looks.TakeLast(Alert.ListedAtMost).Select(l => l.Id)],
            EventsFrom = finding.Looks.Min(l => l.LoggedAt),
            EventsTo = finding.Looks.Max(l => l.LoggedAt),
            Facts = finding.Facts,
            DeadlineId = finding.DeadlineId,
            HappenedAt = last.At,
            RaisedAt = clock.GetUtcNow(),
        };
    }

    private async Task SetClockAsync(Alert alert, CancellationToken ct)
    {
        // The one that began with the act itself stands; a second would say that there are two reviews.
        if (alert.DeadlineId is { } running && await deadlines.LockAsync(running, ct) is { } deadline)
        {
            alert.DueOn = deadline.Due;
            await db.SaveChangesAsync(ct);
            return;
        }

        var subject = new DeadlineSubject(DeadlineKind, alert.Id, alert.Reference);
        var started = await deadlines.StartAsync(
            subject, BreakGlassRule, DeadlineTrigger.Instant("A look past the rules", alert.HappenedAt), "Raised", ct);
        if (started.Refusal is { } refusal) throw new InvalidOperationException(refusal.Text);
        (alert.DeadlineId, alert.DueOn) = (started.Value.ChainId, started.Value.Due);
        await db.SaveChangesAsync(ct);
    }
}
