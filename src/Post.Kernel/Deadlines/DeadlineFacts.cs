using System.Text.Json.Serialization;
using Post.Kernel.Time;

namespace Post.Kernel.Deadlines;

/// <summary>What started a clock: a legal date, or an instant from which the Massachusetts date follows (rule K1).</summary>
/// <param name="What">The event in plain words, naming no person.</param>
/// <param name="Day">Its legal date, where only that is known.</param>
/// <param name="At">Its instant, where that is known; it then gives the date.</param>
/// <param name="Means">How it was delivered.</param>
/// <param name="ReceiptShown">Whether the date is that of receipt; if not, it is that of sending.</param>
public sealed record DeadlineTrigger(
    string What, DateOnly? Day, DateTimeOffset? At, DeliveryMeans Means = DeliveryMeans.NotStated, bool ReceiptShown = true)
{
    [JsonIgnore]
    public DateOnly Date => Day ?? CivilClock.LegalDate(
        At ?? throw new InvalidOperationException("A trigger has a day or an instant."));

    public static DeadlineTrigger On(string what, DateOnly day, DeliveryMeans means = DeliveryMeans.NotStated) =>
        new(what, day, null, means);

    public static DeadlineTrigger Instant(
        string what, DateTimeOffset at, DeliveryMeans means = DeliveryMeans.NotStated) =>
        new(what, null, at, means);

    public static DeadlineTrigger Sent(string what, DateOnly day, DeliveryMeans means) =>
        new(what, day, null, means, false);
}

/// <summary>Days on which a clock stands still; while the last day is unknown the deadline has no date.</summary>
public sealed record ClockSuspension(DateOnly From, DateOnly? To, string Reason, string Authority, string By)
{
    public bool Covers(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>More time, given by somebody who may, for a reason; it lengthens the period before its last day rolls.</summary>
public sealed record DeadlineExtension(
    int Count, DeadlineUnit Unit, string Authority, string By, string Reason, DateOnly GrantedOn);

/// <summary>A period that a decision or an order sets, where the rule leaves its length to that.</summary>
/// <param name="Count">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="By">What sets it, in words that name no person.</param>
public sealed record DeadlinePeriod(int Count, DeadlineUnit Unit, string By);

/// <summary>All that a date is counted from, beside the rule and the calendar.</summary>
public sealed record DeadlineFacts(
    DeadlineTrigger Trigger, IReadOnlyList<ClockSuspension> Suspensions, IReadOnlyList<DeadlineExtension> Extensions)
{
    /// <summary>Takes the place of the number in the rule; null where the rule has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeadlinePeriod? Period { get; init; }

    public static DeadlineFacts From(DeadlineTrigger trigger) => new(trigger, [], []);

    public bool StandsStillOn(DateOnly day) => Suspensions.Any(s => s.Covers(day));
}
