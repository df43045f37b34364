using Post.AccessReview.Domain;

namespace Post.AccessReview.Watch.Rules;

/// <summary>Without a matter, somebody turned to an officer of an agency they work or worked for.</summary>
internal sealed class FormerAgencyRule : IMisuseRule
{
    public string Code => "former-agency";

    public IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers) =>
        from look in batch.Opens
        where look.Matter is null
        let agencies = batch.Ties[look.ActorId!.Value]
            .Where(t => t.Kind is TieKind.Agency).Select(t => t.AgencyId).OfType<Guid>().ToHashSet()
        where agencies.Count > 0
        from person in batch.PersonsOf(look)
        where batch.Officers.TryGetValue(person, out var officer) && Serves(officer, agencies)
        select Finding.Of(
            Code, $"{person}|{Finding.DayOf(look)}", look,
            "The officer serves or served with an agency this account's holder is tied to; no matter was named.");

    private static bool Serves(Certification.Contracts.OfficerFacts officer, HashSet<Guid> agencies) =>
        officer.CurrentAgencyIds.Concat(officer.Service.Select(s => s.AgencyId)).Any(agencies.Contains);
}
