using Post.AccessReview.Domain;
using Post.AccessReview.Log;

namespace Post.AccessReview.Watch.Rules;

/// <summary>An account that was quiet for long is used again, or exports for the first time in as long.</summary>
internal sealed class DormantRule : IMisuseRule
{
    public string Code => "dormant";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers)
    {
        var quiet = TimeSpan.FromDays(numbers["days"]);
        foreach (var actor in batch.Fresh.GroupBy(e => e.ActorId!.Value))
        {
            var trace = batch.Traces.GetValueOrDefault(actor.Key);
            var (seen, exported) = (trace?.LastSeenAt, trace?.LastExportAt);
            foreach (var look in actor.OrderBy(e => e.At))
            {
                if (seen is { } last && look.At - last > quiet) yield return Finding.Of(Code, Finding.DayOf(look), look, Words(look, last));
                seen = look.At;
                if (batch.KindOf(look) is not ActionKind.Export || look.Outcome is not Audit.AuditOutcome.Ok) continue;
                if (exported is null || look.At - exported > quiet)
                {
                    yield return Finding.Of(
                        Code, $"export|{Finding.DayOf(look)}", look, $"The first file or message this account sent out in {numbers["days"]} days.");
                }

                exported = look.At;
            }
        }
    }

    private static string Words(LogEvent look, DateTimeOffset last) => $"The account was not used for {(int)(look.At - last).TotalDays} days.";
}
