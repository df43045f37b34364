using System.Globalization;
using Post.Kernel.Time;

namespace Post.Kernel.Deadlines;

/// <summary>Days, periods and terms as an explanation writes them.</summary>
public static class DeadlineWords
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public static string Of(DateOnly day) => day.ToString("ddd, MMM d, yyyy", Culture);

    public static string Of(DateTimeOffset instant) =>
        $"{Of(CivilClock.LegalDate(instant))}, {CivilClock.LegalTime(instant).ToString("h:mm tt", Culture)} Massachusetts time";

    public static string Span(DateOnly from, DateOnly to) => from == to ? Of(from) : $"{Of(from)} to {Of(to)}";

    public static string Period(int count, DeadlineUnit unit) =>
        $"{count.ToString("#,0", Culture)} {Noun(unit)}{(count == 1 ? "" : "s")}";

    public static string Of(DeadlineUnit unit) => Noun(unit) + "s";

    public static string Of(RollRule roll) => roll switch
    {
        RollRule.NextBusinessDay => "Moves to the next business day",
        RollRule.NextUnlessSaturday => "Moves from a Sunday or holiday, not from a Saturday",
        RollRule.PreviousBusinessDay => "Moves back to the business day before",
        _ => "Does not move",
    };

    public static string Of(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Regulation => "Regulation",
        DeadlineKind.Law => "Other law",
        DeadlineKind.Setting => "Set by the Commission",
        _ => "Service target",
    };

    public static string Of(DeliveryMeans means) => means switch
    {
        DeliveryMeans.InHand => "in hand",
        DeliveryMeans.Electronic => "electronically",
        DeliveryMeans.Mail => "by mail",
        _ => "by means not stated",
    };

    /// <summary>The rule in one line, such as "10 business days after receipt".</summary>
    public static string Of(DeadlineRule rule)
    {
        var start = rule.Receipt.Starts is ClockStart.Receipt ? "receipt" : "the event";
        return $"{Period(rule.Count, rule.Unit)} {(rule.Direction is CountDirection.Before ? "before" : "after")} {start}";
    }

    private static string Noun(DeadlineUnit unit) => unit switch
    {
        DeadlineUnit.CalendarDay => "calendar day",
        DeadlineUnit.BusinessDay => "business day",
        DeadlineUnit.Month => "month",
        _ => "year",
    };
}
