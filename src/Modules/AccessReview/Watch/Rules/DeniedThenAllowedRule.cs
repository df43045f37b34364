using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;

namespace Post.AccessReview.Watch.Rules;

/// <summary>What an account was refused it was allowed soon after, because its roles had changed meanwhile.</summary>
internal sealed class DeniedThenAllowedRule : IMisuseRule
{
    public string Code => "denied-then-allowed";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers)
    {
        var window = TimeSpan.FromHours(numbers["hours"]);
        return
            from allowed in batch.Fresh
            where allowed is { Outcome: AuditOutcome.Ok, IsLook: true }
            let denied = batch.History[allowed.ActorId!.Value].FirstOrDefault(e => IsTheRefusal(e, allowed, window))
            where denied is not null
            select new Finding(
                $"{Code}|{allowed.ActorId}|{allowed.Action}|{Finding.DayOf(allowed)}", [denied, allowed], allowed.SubjectIds,
                $"Refused under the roles held then, allowed under others {Words(allowed.At - denied.At)} later.");
    }

    private static string Words(TimeSpan span) => span.TotalHours >= 2 ? $"{(int)span.TotalHours} hours" : $"{Math.Max(2, (int)span.TotalMinutes)} minutes";

    private static bool IsTheRefusal(LogEvent e, LogEvent allowed, TimeSpan window) =>
        e.Outcome is AuditOutcome.Denied && e.Action == allowed.Action && e.At <= allowed.At && allowed.At - e.At < window
        && !e.Roles.Order(StringComparer.Ordinal).SequenceEqual(allowed.Roles.Order(StringComparer.Ordinal));
}
