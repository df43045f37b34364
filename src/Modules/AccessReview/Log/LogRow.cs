using Post.AccessReview.Domain;

namespace Post.AccessReview.Log;

/// <summary>An event as a page lists it, in words; names of persons beyond the first few are left to the event itself.</summary>
public sealed record LogRow(LogEvent Event, string Act, string Actor, string? Purpose, IReadOnlyList<NamedPerson> Named)
{
    internal const int NamedAtMost = 3;

    public int More => Event.SubjectIds.Count - Named.Count;
}

/// <summary>Puts events into words: one statement for labels, one pass for persons.</summary>
internal sealed class LogRows(AccessLog log, LogNames names)
{
    public async Task<List<LogRow>> OfAsync(IReadOnlyList<LogEvent> events, CancellationToken ct)
    {
        var actions = await names.ActionsAsync(ct);
        var payloads = await log.PayloadsAsync(events, ct);
        var persons = await names.PersonsAsync([.. events.SelectMany(e => e.SubjectIds.Take(LogRow.NamedAtMost)).Distinct()], ct);
        return [.. events.Select(e => Row(e, actions, payloads, persons))];
    }

    private LogRow Row(
        LogEvent e, Dictionary<string, ActionWord> actions, Dictionary<Guid, LogPayload> payloads, IReadOnlyDictionary<Guid, NamedPerson> persons) => new(
            e,
            LogNames.Act(actions, e.Action),
            payloads.GetValueOrDefault(e.Id, LogPayload.Gone).Name ?? "An account",
            names.Purpose(e.Purpose),
            [.. e.SubjectIds.Take(LogRow.NamedAtMost).Select(s => persons[s])]);
}
