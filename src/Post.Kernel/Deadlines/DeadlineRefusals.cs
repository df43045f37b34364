using Post.Kernel.Requests;

namespace Post.Kernel.Deadlines;

/// <summary>No version of the rule counts from that day.</summary>
public sealed record NoRuleInForce(string Rule, DateOnly On)
    : Refusal($"The rule “{Rule}” was not in force on {DeadlineWords.Of(On)}. Choose another rule, or a later day.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

/// <summary>The text that gives the number of days knows of no extension.</summary>
public sealed record NoExtensionKnown(string Clause)
    : Refusal($"{Clause} knows of no extension. Nothing was changed.");

/// <summary>Nothing can be done to a deadline that was met or has ended.</summary>
public sealed record DeadlineIsClosed()
    : Refusal("This deadline is closed: it was met, or the duty ended. Nothing was changed.");

/// <summary>A clock can stand still once at a time.</summary>
public sealed record ClockStandsStill(DateOnly Since)
    : Refusal($"The clock stands still since {DeadlineWords.Of(Since)} already. Let it run first.");

/// <summary>Only a clock that stands still can be let run.</summary>
public sealed record ClockRuns() : Refusal("The clock is running. Nothing was changed.");
