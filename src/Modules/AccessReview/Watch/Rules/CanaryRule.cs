using Post.AccessReview.Domain;

namespace Post.AccessReview.Watch.Rules;

/// <summary>A planted record was turned to: its person does not exist, so nobody has business with it.</summary>
internal sealed class CanaryRule : IMisuseRule
{
    public string Code => "canary";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers) =>
        from look in batch.Opens
        from person in batch.PersonsOf(look)
        where batch.Watched[person].Contains(WatchedKind.Canary)
        select Finding.Of(Code, $"{person}|{Finding.DayOf(look)}", look, "A planted record, which nobody has business with.");
}
