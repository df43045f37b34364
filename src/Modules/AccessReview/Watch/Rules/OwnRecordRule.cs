using Post.AccessReview.Domain;

namespace Post.AccessReview.Watch.Rules;

/// <summary>Somebody turned, or tried to turn, to the record of the person they are.</summary>
internal sealed class OwnRecordRule : IMisuseRule
{
    public string Code => "self";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers) =>
        from look in batch.OpensAndTries
        where look.ActorKind is not Audit.ActorKind.Officer
        let own = Own(batch, look.ActorId!.Value)
        from person in batch.PersonsOf(look)
        where own.Contains(person)
        select Finding.Of(Code, $"{person}|{Finding.DayOf(look)}", look, Finding.Told(look, "The record is that of the person whose account this is."));

    private static HashSet<Guid> Own(WatchedBatch batch, Guid actor)
    {
        var own = batch.Ties[actor].Where(t => t is { Kind: TieKind.Self, PersonId: not null })
            .Select(t => batch.PersonOf(t.PersonId!.Value)).ToHashSet();
        if (batch.OwnPersons.TryGetValue(actor, out var person)) own.Add(batch.PersonOf(person));
        return own;
    }
}
