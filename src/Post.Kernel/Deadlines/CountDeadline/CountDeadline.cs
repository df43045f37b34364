using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Deadlines.CountDeadline;

/// <summary>Tries a rule on a day, and changes nothing. Without a rule it answers the rules that can be tried.</summary>
[Requires(KernelPermissions.ReadDeadlines)]
[Audited("deadline.tried", DataClass.None)]
public sealed record CountDeadlineQuery(string? RuleCode, TriggerAnswers Trigger) : IQuery<CountDeadlineResult>;

/// <summary>What a form says of a trigger: the day, the hour where it is known, how it came.</summary>
public sealed record TriggerAnswers(DateOnly? Day, TimeOnly? Time, DeliveryMeans Means, bool OnlySent)
{
    public DeadlineTrigger? ToTrigger(string what) => Day is not { } day
        ? null
        : new DeadlineTrigger(what, Time is null ? day : null, Time is { } time ? CivilClock.At(day, time) : null, Means, !OnlySent);
}

/// <summary>The rules that can be tried, and the date if one was.</summary>
public sealed record CountDeadlineResult(
    IReadOnlyList<DeadlineRule> Rules, DeadlineRule? Rule, CountedDeadline? Counted);

internal sealed class CountDeadlineValidator : AbstractValidator<CountDeadlineQuery>
{
    public CountDeadlineValidator()
    {
        RuleFor(q => q.Trigger.Day).NotNull().When(q => !string.IsNullOrEmpty(q.RuleCode))
            .WithMessage("Give the day from which to count.");
        RuleFor(q => q.Trigger.Day).Must(d => d is null || IsCountable(d.Value)).WithMessage(DeadlineLimits.DayWords);
    }

    private static bool IsCountable(DateOnly day) => DeadlineLimits.Covers(day);
}

internal sealed class CountDeadlineHandler(IDeadlineRules rules, DeadlineCounting counting, TimeProvider clock)
    : IRequestHandler<CountDeadlineQuery, Result<CountDeadlineResult>>
{
    public async Task<Result<CountDeadlineResult>> Handle(CountDeadlineQuery query, CancellationToken ct)
    {
        var known = await rules.InForceAsync(query.Trigger.Day ?? clock.Today(), ct);
        if (string.IsNullOrEmpty(query.RuleCode)) return new CountDeadlineResult(known, null, null);
        var trigger = query.Trigger.ToTrigger("Counted from")!;
        return await counting.CountAsync(query.RuleCode, DeadlineFacts.From(trigger), ct) is { } found
            ? new CountDeadlineResult(known, found.Rule, found.Counted)
            : new NoRuleInForce(query.RuleCode, trigger.Date);
    }
}
