using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>
/// Conditions that count from the return to duty: their day is derived from the work statuses of the record, and derived again when a report
/// corrects them (12.05(1)(i)(c)). The same statuses give the same day and write nothing.
/// </summary>
internal sealed class ReturnClocks(CertificationDb db, RecordReader records, RunningDeadlines deadlines, ChangeContext change)
{
    private const string Rule = "condition-after-return";

    /// <summary>Derives the day of every open condition of the person anew, from rows that are written.</summary>
    public async Task<Refusal?> FollowAsync(IReadOnlyCollection<Guid> members, CancellationToken ct)
    {
        var counted = db.Conditions.Where(c => members.Contains(c.PersonId) && c.State == ConditionState.Open && c.DaysFromReturn != null);
        foreach (var person in await counted.Select(c => c.PersonId).Distinct().Order().ToListAsync(ct)) await records.HoldAsync(person, ct);
        var services = await ServicesAsync(members, ct);
        foreach (var condition in await counted.OrderBy(c => c.Id).ToListAsync(ct))
        {
            var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == condition.DecisionId, ct);
            if (await CountAsync(condition, decision, services, ct) is { } refusal) return refusal;
        }

        return null;
    }

    /// <summary>Derives the day of one condition; of several services the first return counts.</summary>
    public async Task<Refusal?> CountAsync(
        CertificationCondition condition, CertificationDecision decision, IReadOnlyList<IReadOnlyList<DatedValue>> services, CancellationToken ct)
    {
        var returned = services.Select(s => ReturnToDuty.After(decision.EffectiveOn, s)).Where(d => d is not null).Min();
        if (condition.DaysFromReturn is not { } days || returned == condition.ReturnedOn) return null;
        var (before, name) = (condition.DueOn, $"{decision.Reference}, condition {condition.Place}");
        var clock = condition.ClockId is { } id ? await deadlines.LockAsync(id, ct) : null;
        if (returned is not { } day)
        {
            if (clock is { State: DeadlineState.Running } && (await deadlines.CloseAsync(
                clock, DeadlineState.Ended, clock.Facts.Trigger.Date, "The record shows no return to duty any more", ct)).Refusal is { } open) return open;
            condition.CountFrom(null, null, null);
        }
        else
        {
            var trigger = DeadlineTrigger.On("Return to duty", day);
            var count = clock is { State: DeadlineState.Running }
                ? await deadlines.RetriggerAsync(clock, trigger, "The day of the return to duty was corrected", ct)
                : await deadlines.StartAsync(
                    new DeadlineSubject("CertificationCondition", condition.Id, name), Rule, trigger, "The return to duty was reported", ct,
                    new DeadlinePeriod(days, DeadlineUnit.CalendarDay, $"Decision {decision.Reference}"));
            if (count.Refusal is { } uncounted) return uncounted;
            condition.CountFrom(day, count.Value.ChainId, count.Value.Due);
        }

        change.Changed($"{name}: to be met by", Iso(before), Iso(condition.DueOn));
        return null;
    }

    /// <summary>Work statuses of the person, those of each agency by themselves.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<DatedValue>>> ServicesAsync(IReadOnlyCollection<Guid> members, CancellationToken ct) =>
    [
        .. (await db.ServiceFacts.AsNoTracking()
            .Where(f => members.Contains(f.PersonId) && f.Register == ServiceRegister.WorkStatus && f.SupersededAt == null).ToListAsync(ct))
            .GroupBy(f => f.AgencyId).Select(g => (IReadOnlyList<DatedValue>)[.. g.Select(f => f.Dated)]),
    ];

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
