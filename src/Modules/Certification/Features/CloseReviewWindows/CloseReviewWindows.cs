using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.CloseReviewWindows;

/// <summary>Ends the clocks of petitions that nobody filed, and has the officers shown anew: the window itself ends by its date.</summary>
[Requires(CertificationPermissions.FollowConditions)]
[Audited("certification-review-windows.closed", DataClass.Personal, Fields = ["decision", "review"])]
internal sealed record CloseReviewWindowsCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class CloseReviewWindowsHandler(
    CertificationDb db, JobEffects effects, RunningDeadlines deadlines, ChangeContext change)
    : IRequestHandler<CloseReviewWindowsCommand, Result<Done>>
{
    private const string Job = "close-review-windows";
    private const int PersonsAtATime = 500;

    public async Task<Result<Done>> Handle(CloseReviewWindowsCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        // A month back, for nights on which nothing ran; what was closed before is remembered by its effect.
        var since = today.AddMonths(-1);
        var ended = await db.ReviewSteps.AsNoTracking()
            .Where(s => s.Kind == ReviewStepKind.Served && s.WindowEndsOn < today && s.WindowEndsOn >= since)
            .Where(s => !db.ReviewSteps.Any(f => f.DecisionId == s.DecisionId && f.Kind == ReviewStepKind.Filed))
            .OrderBy(s => s.PersonId).ThenBy(s => s.Id).ToListAsync(ct);
        var shown = new List<Guid>();
        foreach (var step in ended)
        {
            if (!await effects.OnceAsync(Job, step.DecisionId.ToString(), CivilClock.StartOf(step.WindowEndsOn!.Value), ct)) continue;
            if (await deadlines.LockAsync(step.ClockId!.Value, ct) is { State: DeadlineState.Running } clock)
            {
                var closed = await deadlines.CloseAsync(clock, DeadlineState.Ended, step.WindowEndsOn.Value, "No petition was filed", ct);
                if (closed.Refusal is { } refusal) return refusal;
            }

            shown.Add(step.PersonId);
        }

        foreach (var persons in shown.Distinct().Chunk(PersonsAtATime)) db.Publish(new OfficersChanged(persons));
        change.About(shown);
        change.Rows(shown.Count);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
