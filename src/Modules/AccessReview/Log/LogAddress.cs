using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Post.Audit;

namespace Post.AccessReview.Log;

/// <summary>A search of the log as it stands in an address; what cannot be read is as if it were left blank.</summary>
public sealed record LogAddress
{
    [FromQuery(Name = "from")] public string? From { get; init; }
    [FromQuery(Name = "to")] public string? To { get; init; }
    [FromQuery(Name = "actor")] public string? Actor { get; init; }
    [FromQuery(Name = "officer")] public string? Officer { get; init; }
    [FromQuery(Name = "person")] public string? Person { get; init; }
    [FromQuery(Name = "matter")] public string? Matter { get; init; }
    [FromQuery(Name = "purpose")] public string? Purpose { get; init; }
    [FromQuery(Name = "action")] public string? Action { get; init; }
    [FromQuery(Name = "class")] public string? Class { get; init; }
    [FromQuery(Name = "outcome")] public string? Outcome { get; init; }
    [FromQuery(Name = "breakGlass")] public string? BreakGlass { get; init; }

    public LogSearch ToSearch() => new()
    {
        From = Day(From),
        To = Day(To),
        Actor = Key(Actor),
        Officer = Officer,
        Person = Key(Person),
        Matter = Matter,
        Purpose = Purpose,
        Action = Action,
        Class = Word<DataClass>(Class),
        Outcome = Word<AuditOutcome>(Outcome),
        BreakGlass = BreakGlass is "true" or "on",
    };

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Guid? Key(string? text) => Guid.TryParse(text, out var key) ? key : null;

    private static T? Word<T>(string? text) where T : struct, Enum =>
        Enum.TryParse<T>(text, out var word) && Enum.IsDefined(word) ? word : null;
}
