using Post.AccessReview.Domain;
using Post.AccessReview.Log;

namespace Post.AccessReview.Watch.Rules;

/// <summary>Somebody turned, or tried to turn, to a declared relative, or to a person whose surname sounds like theirs. Addresses are not held.</summary>
internal sealed class RelativeRule : IMisuseRule
{
    public string Code => "relative";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers)
    {
        foreach (var look in batch.OpensAndTries)
        {
            foreach (var person in batch.PersonsOf(look).Where(p => !IsSelf(batch, look, p)))
            {
                if (Why(batch, look, person, numbers["letters"]) is { } why) yield return Finding.Of(Code, $"{person}", look, Finding.Told(look, why));
            }
        }
    }

    // A pair is asked about once, not each day anew: the answer to why one shares a name does not change.
    private static string? Why(WatchedBatch batch, LogEvent look, Guid person, int letters)
    {
        var declared = batch.Ties[look.ActorId!.Value].Any(t => t.Kind is TieKind.Family && t.PersonId is { } tied && batch.PersonOf(tied) == person);
        if (declared) return "The record is that of a declared member of the family.";
        return SharesName(batch, look, person, letters) ? "The surname sounds like that of the account's holder." : null;
    }

    private static bool SharesName(WatchedBatch batch, LogEvent look, Guid person, int letters)
    {
        if (!batch.Names.TryGetValue(look.ActorId!.Value, out var name) || !batch.Officers.TryGetValue(person, out var officer)) return false;
        if (SurnameSound.Of(SurnameSound.SurnameOf(name), letters) is not { } sound) return false;
        return officer.FormerNames.Append(officer.Name).Any(n => SurnameSound.Of(n.Surname, letters) == sound);
    }

    private static bool IsSelf(WatchedBatch batch, LogEvent look, Guid person) =>
        batch.OwnPersons.TryGetValue(look.ActorId!.Value, out var own) && batch.PersonOf(own) == person;
}
