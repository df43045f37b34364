using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.MarkMissedConditions;

/// <summary>
/// Marks conditions as missed when their day has passed, and puts each certification before a person as a motion: no clock
/// declines, suspends or ends one.
/// </summary>
[Requires(CertificationPermissions.FollowConditions)]
[Audited("certification-conditions.missed", DataClass.Personal, Fields = ["application", "condition"])]
internal sealed record MarkMissedConditionsCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class MarkMissedConditionsHandler(
    CertificationDb db, RecordReader records, JobEffects effects, RunningDeadlines deadlines, ChangeContext change,
    CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<MarkMissedConditionsCommand, Result<Done>>
{
    private const string Job = "mark-missed-conditions";
    private const string ClockRule = "certification-decision-target";

    public async Task<Result<Done>> Handle(MarkMissedConditionsCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        // Word that it was met in time waits for a person: until that is settled nobody can say that the condition was missed.
        var passed = await db.Conditions.AsNoTracking()
            .Where(c => c.State == ConditionState.Open && c.DueOn < today
                && !db.AgencyReports.Any(r => r.ConditionId == c.Id && r.State == ReportState.Submitted && r.OccurredOn <= c.DueOn))
            .OrderBy(c => c.PersonId).ThenBy(c => c.DueOn).ThenBy(c => c.Id).ToListAsync(ct);
        foreach (var person in passed.Select(c => c.PersonId).Distinct()) await records.HoldAsync(person, ct);
        var marked = 0;
        foreach (var seen in passed)
        {
            // Whoever settled it while this waited for the person was first.
            var condition = await db.Conditions.SingleAsync(c => c.Id == seen.Id, ct);
            // Or a report moved its day: what has passed is asked of the condition as it stands now.
            if (condition.State is not ConditionState.Open || condition.DueOn is not { } due || due >= today) continue;
            if (!await effects.OnceAsync(Job, condition.Id.ToString(), CivilClock.StartOf(due), ct)) continue;
            condition.Settle(ConditionState.Missed, due, "Its day passed without word that it was met.", caller.Value.Name, clock.GetUtcNow());
            change.About(condition.PersonId);
            if (await OpenMotionAsync(condition, today, ct) is { } refusal) return refusal;
            marked++;
        }

        change.Rows(marked);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    // One motion for an officer, however many conditions were missed: a person decides once.
    private async Task<Refusal?> OpenMotionAsync(CertificationCondition missed, DateOnly today, CancellationToken ct)
    {
        var waits = db.Applications.Local.Any(a => a.PersonId == missed.PersonId)
            || await db.Applications.AnyAsync(a => a.PersonId == missed.PersonId && a.Kind == ApplicationKind.OwnMotion && a.ClosedAt == null, ct);
        if (waits) return null;
        var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == missed.DecisionId, ct);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var number = await db.NextApplicationAsync(ct);
        var started = await deadlines.StartAsync(
            new DeadlineSubject("CertificationApplication", id, CertificationApplication.ReferenceOf(number)), ClockRule,
            DeadlineTrigger.On("Condition missed", today), "A condition was missed", ct);
        if (started.Refusal is { } refusal) return refusal;
        var of = await db.Applications.AsNoTracking().Where(a => a.Id == missed.ApplicationId)
            .Select(a => new { a.AgencyId, a.Kind }).SingleAsync(ct);
        db.Applications.Add(new CertificationApplication
        {
            Id = id,
            Number = number,
            Kind = ApplicationKind.OwnMotion,
            PersonId = missed.PersonId,
            AgencyId = of.AgencyId,
            ReceivedOn = today,
            LapsesOn = decision.ExpiresOn,
            Grounds = $"Condition {missed.Place} of {decision.Reference} was to be met by {missed.DueOn:MMMM d, yyyy}: {missed.Words}",
            ClockId = started.Value.ChainId,
            DueOn = started.Value.Due!.Value,
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = caller.Value.Id,
            OpenedByName = caller.Value.Name,
        });
        return null;
    }
}
