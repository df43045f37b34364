using Post.AccessReview.Domain;
using Post.Kernel.Time;

namespace Post.AccessReview.Watch.Rules;

/// <summary>The same record opened by many on one day: as a rule it is in the news.</summary>
internal sealed class ManyLookersRule : IMisuseRule
{
    public string Code => "many-lookers";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers) =>
        from key in batch.Opens.SelectMany(e => batch.PersonsOf(e).Select(p => (Person: p, Day: CivilClock.LegalDate(e.At)))).Distinct()
        let looks = batch.Opened[key].OrderBy(e => e.At).ToList()
        let actors = looks.Select(e => e.ActorId).Distinct().Count()
        where actors > numbers["actors"]
        select new Finding($"{Code}|{key.Person}|{key.Day:yyyy-MM-dd}", looks, [key.Person], $"{actors} people opened this record on one day.");
}
