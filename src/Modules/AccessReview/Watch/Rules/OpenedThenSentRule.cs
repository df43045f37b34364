using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;

namespace Post.AccessReview.Watch.Rules;

/// <summary>A record was opened for one thing, and left in a file or a message for another, or for nothing named, within a day.</summary>
internal sealed class OpenedThenSentRule : IMisuseRule
{
    public string Code => "opened-then-sent";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers) =>
        from sent in batch.Fresh
        where sent.Outcome is AuditOutcome.Ok && batch.KindOf(sent) is ActionKind.Export && sent.SubjectIds.Count > 0
        let opened = Opened(batch, sent, numbers)
        where opened.Count > 0
        select new Finding(
            $"{Code}|{sent.ActorId}|{Finding.DayOf(sent)}", [.. opened, sent], [.. opened.SelectMany(o => o.SubjectIds).Distinct()],
            $"{opened.Count} opened records left within {numbers["hours"]} hours, under another purpose or matter or under none.");

    private static List<LogEvent> Opened(WatchedBatch batch, LogEvent sent, RuleNumbers numbers)
    {
        var subjects = sent.SubjectIds.ToHashSet();
        var window = TimeSpan.FromHours(numbers["hours"]);
        return [.. batch.History[sent.ActorId!.Value]
            .Where(e => e.At <= sent.At && sent.At - e.At <= window && batch.IsOpen(e) && e.SubjectIds.Any(subjects.Contains))
            .Where(e => e.Purpose != sent.Purpose || e.Matter != sent.Matter || LacksMatter(sent, numbers))];
    }

    private static bool LacksMatter(LogEvent sent, RuleNumbers numbers) =>
        sent.Matter is null && sent.Purpose is { } purpose && numbers.Purposes.Contains(purpose);
}
