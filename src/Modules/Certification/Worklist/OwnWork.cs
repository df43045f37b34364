using System.Globalization;
using Post.Certification.Contracts;

namespace Post.Certification.Worklist;

/// <summary>An open thing with the part of the list it belongs to.</summary>
public sealed record OpenWork(string Part, string PartTitle, AgencyWorkItem Item)
{
    public bool IsLate(DateOnly today) => Item.Due < today;
}

/// <summary>All that is open at an agency, from every module that knows of something: by its last day, what has none after what has one, then the oldest first.</summary>
internal sealed class OwnWork(IEnumerable<IAgencyWork> sources)
{
    public async Task<IReadOnlyList<OpenWork>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        var open = new List<OpenWork>();
        // One after another: they share the connection of the request.
        foreach (var source in sources)
        {
            open.AddRange((await source.OfAsync(reader, ct)).Select(i => new OpenWork(source.Part, source.Title, i)));
        }

        return [.. open.OrderBy(w => WorkPlace.Of(w.Item))];
    }
}

/// <summary>Where something stands in the list; as text it is the key by which the list pages.</summary>
internal readonly record struct WorkPlace(DateOnly Due, DateOnly Since, string Key) : IComparable<WorkPlace>
{
    private const char Between = '_';

    public static WorkPlace Of(AgencyWorkItem item) => new(item.Due ?? DateOnly.MaxValue, item.Since ?? DateOnly.MaxValue, item.Key);

    /// <returns>Null where the text is no place.</returns>
    public static WorkPlace? Parse(string? text) =>
        text?.Split(Between, 3) is [var due, var since, { Length: > 0 } key] && Day(due) is { } last && Day(since) is { } first ? new WorkPlace(last, first, key) : null;

    public int CompareTo(WorkPlace other) =>
        Due != other.Due ? Due.CompareTo(other.Due) : Since != other.Since ? Since.CompareTo(other.Since) : string.CompareOrdinal(Key, other.Key);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Due:yyyyMMdd}{Between}{Since:yyyyMMdd}{Between}{Key}");

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
