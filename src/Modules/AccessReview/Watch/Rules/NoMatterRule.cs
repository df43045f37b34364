using Post.AccessReview.Domain;

namespace Post.AccessReview.Watch.Rules;

/// <summary>More opened records in a day without a matter, under purposes that need one, than can be a slip.</summary>
internal sealed class NoMatterRule : IMisuseRule
{
    public string Code => "no-matter";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers) =>
        from last in batch.LastOfDays
        let looks = batch.DayOf(last)
            .Where(e => batch.IsOpen(e) && e is { Matter: null, Purpose: { } purpose } && numbers.Purposes.Contains(purpose)).ToList()
        where looks.Count > numbers["perDay"]
        select Finding.OfDay(Code, looks, $"{looks.Count} records opened without a matter under a purpose that needs one; {numbers["perDay"]} are let pass.");
}
