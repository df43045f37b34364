using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Post.AccessReview.Log;

namespace Post.AccessReview.Exports;

/// <summary>A search of the log as text: one search has one text, whichever way it was written before.</summary>
internal static class LogQuestion
{
    public static string Write(LogSearch asked)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("from", Iso(asked.From)), ("to", Iso(asked.To)), ("actor", asked.Actor?.ToString()), ("officer", asked.Person is null ? asked.Officer : null),
            ("person", asked.Person?.ToString()), ("matter", asked.Matter), ("purpose", asked.Purpose), ("action", asked.Action),
            ("class", asked.Class?.ToString()), ("outcome", asked.Outcome?.ToString()), ("breakGlass", asked.BreakGlass ? "true" : null),
            ("until", asked.Until?.ToString("O", CultureInfo.InvariantCulture)),
        };
        return string.Join('&', parts.Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!.Trim())}"));
    }

    public static LogSearch Read(string question)
    {
        var values = QueryHelpers.ParseQuery(question);
        string? Of(string name) => values.TryGetValue(name, out var value) ? value[0] : null;
        var address = new LogAddress
        {
            From = Of("from"),
            To = Of("to"),
            Actor = Of("actor"),
            Officer = Of("officer"),
            Person = Of("person"),
            Matter = Of("matter"),
            Purpose = Of("purpose"),
            Action = Of("action"),
            Class = Of("class"),
            Outcome = Of("outcome"),
            BreakGlass = Of("breakGlass"),
        };
        return address.ToSearch() with { Until = Instant(Of("until")) };
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;
}
