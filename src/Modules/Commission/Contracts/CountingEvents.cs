using Post.Kernel.Events;

namespace Post.Commission.Contracts;

/// <summary>Which days are business days has changed: a holiday moved, dropped or ended, a closure, a switch.</summary>
/// <param name="Calendar">Code of the calendar.</param>
/// <param name="From">First day that may count otherwise now.</param>
/// <param name="To">Last such day; null when the change has no end.</param>
/// <param name="What">The change in words.</param>
public sealed record CalendarChanged(string Calendar, DateOnly From, DateOnly? To, string What) : IIntegrationEvent;

/// <summary>A rule counts otherwise for triggers from some day on.</summary>
public sealed record DeadlineRuleRevised(string Code, DateOnly EffectiveFrom, string What) : IIntegrationEvent;
