using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Kernel.Time;

namespace Post.AccessReview.Watch.Rules;

/// <summary>Many more different persons in a day than is usual for the account and for its peers.</summary>
internal sealed class ManyPersonsRule : IMisuseRule
{
    public string Code => "many-persons";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers)
    {
        foreach (var last in batch.LastOfDays)
        {
            var looks = batch.DayOf(last).Where(e => e.IsLook && e.SubjectIds.Count > 0).ToList();
            var persons = looks.SelectMany(e => e.SubjectIds).Distinct().Count();
            if (persons < numbers["atLeast"]) continue;
            var usual = Usual.Of(batch.Days, last, numbers);
            if (usual.IsExceededBy(persons, numbers)) yield return Finding.OfDay(Code, looks, usual.Words(persons));
        }
    }

    /// <summary>What an account and its peers had on other days.</summary>
    private sealed record Usual(bool Known, double Mean, double Deviation, double Peers)
    {
        public static Usual Of(IReadOnlyList<ActorDay> days, LogEvent last, RuleNumbers numbers)
        {
            var today = CivilClock.LegalDate(last.At);
            var before = days.Where(d => d.Day < today && d.Day >= today.AddDays(-numbers["days"])).ToList();
            var own = before.Where(d => d.ActorId == last.ActorId).Select(d => (double)d.Subjects).ToList();
            var peers = before.Where(d => d.ActorId != last.ActorId && d.Roles.Intersect(last.Roles).Any()).Select(d => (double)d.Subjects).ToList();
            // A new account has no habits yet: those of its peers stand in for them; in a new system nobody has any.
            var habits = own.Count >= numbers["ownDays"] ? own : peers;
            return new Usual(habits.Count >= numbers["ownDays"], MeanOf(habits), DeviationOf(habits), MeanOf(peers));
        }

        public bool IsExceededBy(int persons, RuleNumbers numbers) =>
            Known && persons > Mean + (numbers["sigmas"] * Deviation) && persons > numbers["peers"] * Peers;

        public string Words(int persons) =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{persons} different persons in a day; usual here {Mean:0}, among peers {Peers:0}.");
    }

    private static double MeanOf(List<double> values) => values.Count == 0 ? 0 : values.Average();

    private static double DeviationOf(List<double> values)
    {
        if (values.Count == 0) return 0;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Count);
    }
}
