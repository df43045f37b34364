using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Time;

namespace Post.AccessReview.Watch.Rules;

/// <summary>Restricted data outside working hours, or from a network the account was never seen in. Rota and leave are not held.</summary>
internal sealed class OddHoursRule : IMisuseRule
{
    public string Code => "odd-hours";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers)
    {
        foreach (var look in batch.Fresh.Where(e => e is { DataClass: DataClass.Restricted, Outcome: AuditOutcome.Ok }))
        {
            if (IsOddHour(batch, look, numbers)) yield return Finding.Of(Code, Finding.DayOf(look), look, "Restricted data outside working hours.");
            if (!IsOddPlace(batch, look)) continue;
            yield return Finding.Of(Code, $"{look.IpPrefix}", look, "Restricted data from a network this account was never seen in.");
        }
    }

    private static bool IsOddHour(WatchedBatch batch, LogEvent look, RuleNumbers numbers)
    {
        var hour = CivilClock.LegalTime(look.At).Hour;
        return hour < numbers["from"] || hour >= numbers["to"] || !batch.Calendar.IsBusinessDay(CivilClock.LegalDate(look.At));
    }

    private static bool IsOddPlace(WatchedBatch batch, LogEvent look) =>
        look.IpPrefix is { } place && batch.Traces.TryGetValue(look.ActorId!.Value, out var trace)
        && trace.Places.Length > 0 && !trace.Places.Contains(place);
}
