namespace Post.Certification.Domain;

/// <summary>A stretch of days under one name; the end is the first day of the next name.</summary>
internal sealed record NameSpan(string Name, DateOnly From, DateOnly? Until)
{
    /// <summary>
    /// The names in order once it is known that from a day on the agency bore this one: up to where the next name on record
    /// begins. A day before all names reaches back from the first.
    /// </summary>
    public static IReadOnlyList<NameSpan> With(IReadOnlyList<NameSpan> spans, string name, DateOnly from)
    {
        var ordered = spans.OrderBy(s => s.From).ToList();
        var at = ordered.FindLastIndex(s => s.From <= from);
        var fresh = new NameSpan(name, from, at < 0 ? ordered[0].From : ordered[at].Until);
        List<NameSpan> told = [.. ordered.Take(at)];
        if (at >= 0 && ordered[at].From < from) told.Add(ordered[at] with { Until = from });
        return Joined([.. told, fresh, .. ordered.Skip(at + 1)]);
    }

    // The same name on both sides of a day is one stretch.
    private static List<NameSpan> Joined(IEnumerable<NameSpan> spans)
    {
        var joined = new List<NameSpan>();
        foreach (var span in spans)
        {
            if (joined.Count > 0 && joined[^1].Name == span.Name) joined[^1] = joined[^1] with { Until = span.Until };
            else joined.Add(span);
        }

        return joined;
    }
}
