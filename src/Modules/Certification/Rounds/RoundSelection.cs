using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Rounds;

/// <summary>An officer whose certification is in force, and when it ends as far as the record shows.</summary>
internal sealed record RoundCandidate(Guid PersonId, string Surname, string FirstName, string SortKey, DateOnly? LapsesOn);

/// <summary>An officer who falls into a round, and why.</summary>
internal sealed record Selected(RoundCandidate Officer, string Reason);

/// <summary>Who falls into a round, and whom its rule cannot place.</summary>
internal sealed record Selection(IReadOnlyList<Selected> In, IReadOnlyList<RoundCandidate> Unplaced);

/// <summary>Who falls into a round by its rule: a pure look at the officers on record.</summary>
internal static class RoundFit
{
    public static Selection Of(RoundPlan plan, IEnumerable<RoundCandidate> officers)
    {
        List<Selected> chosen = [];
        List<RoundCandidate> unplaced = [];
        foreach (var officer in officers)
        {
            var letter = RoundLetter.Of(officer.Surname);
            if (!CanPlace(plan.Rule, officer, letter)) unplaced.Add(officer);
            else if (FallsIn(plan, officer, letter)) chosen.Add(new Selected(officer, RoundWords.Why(plan.Rule, officer, letter)));
        }

        return new Selection(chosen, unplaced);
    }

    private static bool CanPlace(RoundRule rule, RoundCandidate officer, char? letter) =>
        rule is RoundRule.Surname ? letter is not null : officer.LapsesOn is not null;

    // Whoever was certified later than the others of the letter ends later, and is not asked before the time.
    private static bool FallsIn(RoundPlan plan, RoundCandidate officer, char? letter) => plan.Rule is RoundRule.Surname
        ? plan.FromLetter![0] <= letter && letter <= plan.ToLetter![0] && !(officer.LapsesOn > plan.EndsOn)
        : (officer.LapsesOn!.Value.Year, officer.LapsesOn.Value.Month) == (plan.EndsOn.Year, plan.EndsOn.Month);
}

/// <summary>Reads the officers that a round is chosen from: certified now, in no round of the cycle; one statement.</summary>
internal sealed class RoundSelection(CertificationDb db)
{
    private static readonly string[] s_ended = [.. CertificateCodes.Ended, CertificateCodes.Renewed, CertificateCodes.Vacated];

    public async Task<Selection> OfAsync(RoundPlan plan, CancellationToken ct)
    {
        var officers = await db.Database.SqlQuery<RoundCandidate>($"""
            with joined as (select person_id, into_person_id from certification.person_merge where undone_at is null),
            last as (
              select distinct on (coalesce(j.into_person_id, c.person_id)) coalesce(j.into_person_id, c.person_id) as person_id, c.expires_on, c.status_code
              from certification.certificate c left join joined j on j.person_id = c.person_id
              where c.superseded_at is null and c.type_code <> {CertificateCodes.Sro}
              order by coalesce(j.into_person_id, c.person_id), c.granted_on desc, c.number desc, c.type_code = {CertificateCodes.Initial}, c.type_code desc),
            status as (
              select distinct on (coalesce(j.into_person_id, s.person_id)) coalesce(j.into_person_id, s.person_id) as person_id, s.expires_on, k.certified
              from certification.status_report s left join joined j on j.person_id = s.person_id
              join certification.certification_status_code k on k.code = s.code
              where s.valid_to is null and s.superseded_at is null and s.code <> {CertificationStatusCode.NotRecorded}
              order by coalesce(j.into_person_id, s.person_id), s.as_of desc, s.person_id)
            select n.person_id as "PersonId", n.surname as "Surname", n.first_name as "FirstName", n.sort_key as "SortKey",
              coalesce(case when not l.status_code = any ({s_ended}) then l.expires_on end, s.expires_on) as "LapsesOn"
            from certification.person_name n
            left join last l on l.person_id = n.person_id
            left join status s on s.person_id = n.person_id
            where n.valid_to is null and n.superseded_at is null
              and coalesce(s.certified, not l.status_code = any ({s_ended}), false)
              and not exists (select from joined j where j.person_id = n.person_id)
              and not exists (select from certification.round_member m where m.person_id = n.person_id and m.cycle = {plan.Cycle})
            order by n.sort_key, n.person_id
            """).ToListAsync(ct);
        return RoundFit.Of(plan, officers);
    }

    /// <summary>Where each of them serves now, under any number.</summary>
    public async Task<ILookup<Guid, Guid>> AgenciesAsync(IReadOnlyCollection<Guid> persons, CancellationToken ct)
    {
        var served = await (
            from service in db.Employments.AsNoTracking().Open()
            join merge in db.Merges.Present() on service.PersonId equals merge.PersonId into merges
            from joined in merges.DefaultIfEmpty()
            let person = joined == null ? service.PersonId : joined.IntoPersonId
            where persons.Contains(person)
            select new { Person = person, service.AgencyId }).Distinct().ToListAsync(ct);
        return served.OrderBy(s => s.AgencyId).ToLookup(s => s.Person, s => s.AgencyId);
    }
}
