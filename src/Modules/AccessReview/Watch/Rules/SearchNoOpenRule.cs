using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;

namespace Post.AccessReview.Watch.Rules;

/// <summary>Search after search within half an hour, and no record opened between them: somebody browses, or tries names out.</summary>
internal sealed class SearchNoOpenRule : IMisuseRule
{
    public string Code => "search-no-open";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers)
    {
        var window = TimeSpan.FromMinutes(numbers["minutes"]);
        foreach (var last in batch.LastOfDays)
        {
            if (Longest(batch, batch.DayOf(last), window) is { } run && run.Count > numbers["searches"])
            {
                yield return Finding.OfDay(Code, run, $"{run.Count} searches within {numbers["minutes"]} minutes, and no record opened.");
            }
        }
    }

    private static List<LogEvent> Longest(WatchedBatch batch, IEnumerable<LogEvent> day, TimeSpan window)
    {
        List<LogEvent> longest = [], run = [];
        foreach (var look in day.Where(e => e is { IsLook: true, Outcome: AuditOutcome.Ok }))
        {
            if (batch.IsOpen(look)) run = [];
            if (batch.KindOf(look) is not ActionKind.List) continue;
            run = [.. run.Where(e => look.At - e.At <= window), look];
            if (run.Count > longest.Count) longest = run;
        }

        return longest;
    }
}
