using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Deadlines;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Notices;

/// <summary>Tells officer, agency and bargaining representative of a decision, in its own transaction (555 CMR 7.07, 9.10).</summary>
internal sealed class DecisionLetters(CertificationDb db, INotices notices, IDeadlineRules rules)
{
    public const string Kind = "certification-decision";

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public async Task<Refusal?> IssueAsync(
        CertificationApplication application, CertificationDecision decision, IReadOnlyList<ConditionWish> conditions, CancellationToken ct)
    {
        var officer = await OfficerAsync(decision.PersonId, ct);
        var words = Words(application, decision, conditions, officer.Name, await ReviewAsync(decision, ct));
        foreach (var to in await AddresseesAsync(application, officer, ct))
        {
            var issued = await notices.IssueAsync(
                new NoticeRequest(
                    Kind, to, $"certification-decision:{decision.Id}", $"{decision.Reference}, {application.Reference}",
                    new Dictionary<string, string>(words) { ["addressee"] = to.Name }, [decision.PersonId]), ct);
            if (issued.Refusal is { } refusal) return refusal;
        }

        return null;
    }

    private async Task<Addressee> OfficerAsync(Guid person, CancellationToken ct) => await (
        from name in db.Names.AsNoTracking().Present()
        where name.PersonId == person
        join known in db.People on name.PersonId equals known.Id
        select new Addressee(
            AddresseeKind.Officer, person,
            name.FirstName + " " + name.Surname + (name.Suffix == null ? "" : " " + name.Suffix) + " (" + known.OfficerNumber + ")")).SingleAsync(ct);

    private async Task<List<Addressee>> AddresseesAsync(CertificationApplication application, Addressee officer, CancellationToken ct)
    {
        var all = new List<Addressee> { officer };
        var agency = await db.LawEnforcementAgencyNames.AsNoTracking().Present()
            .Where(n => n.AgencyId == application.AgencyId)
            .Select(n => new Addressee(AddresseeKind.LawEnforcementAgency, n.AgencyId, n.Name)).SingleOrDefaultAsync(ct);
        if (agency is not null) all.Add(agency);
        if (application.Representative is { } representative) all.Add(new Addressee(AddresseeKind.OtherPerson, application.Id, representative));
        return all;
    }

    private static Dictionary<string, string> Words(
        CertificationApplication application, CertificationDecision decision, IReadOnlyList<ConditionWish> conditions, string officer, string review) => new()
        {
            ["officer"] = officer,
            ["number"] = decision.Reference,
            ["application"] = application.Reference,
            ["decision"] = DecisionWords.Of(decision.Kind),
            ["decided_on"] = Day(decision.DecidedOn),
            ["effective_on"] = Day(decision.EffectiveOn),
            ["last_day"] = decision.ExpiresOn is { } last ? Day(last) : "none",
            ["reasons"] = decision.Reasons,
            ["conditions"] = conditions.Count == 0
                ? ""
                : "Conditions:\n\n" + string.Join("\n", conditions.Select(c => $"- {c.Words.Trim()}, {c.By}")),
            ["authority"] = decision.Authority,
            ["review"] = review,
        };

    private async Task<string> ReviewAsync(CertificationDecision decision, CancellationToken ct)
    {
        if (!decision.Reviewable) return "This decision gives what was asked for, or leaves the certification as it is.";
        var rule = await rules.FindAsync(ReviewWindow.Rule, decision.DecidedOn, ct);
        var time = rule is null ? "in time" : $"within {DeadlineWords.Period(rule.Count, rule.Unit)} of its service";
        return $"The officer or the agency may petition the Executive Director for a review of this decision {time}, with a copy to the "
            + "other (555 CMR 7.10, 9.11), and may then ask for a hearing (555 CMR 1.10). This decision is not a decertification.";
    }

    private static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", s_culture);
}

/// <summary>Heads of bargaining units, as the applications name them; an address is furnished for each application.</summary>
internal sealed class RepresentativeAddressees(CertificationDb db) : IAddressees
{
    private const int Most = 50;

    public AddresseeKind Kind => AddresseeKind.OtherPerson;

    public Task<Addressee?> FindAsync(Guid id, CancellationToken ct) => db.Applications.AsNoTracking()
        .Where(a => a.Id == id && a.Representative != null)
        .Select(a => new Addressee(AddresseeKind.OtherPerson, a.Id, a.Representative!)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<Addressee>> SearchAsync(string text, CancellationToken ct)
    {
        var found = await db.Applications.AsNoTracking()
            .Where(a => a.Representative != null && EF.Functions.ILike(a.Representative, $"%{text.Replace("%", "", StringComparison.Ordinal)}%"))
            .OrderBy(a => a.Representative).ThenBy(a => a.Id).Take(Most).Select(a => new { a.Id, a.Representative, a.Number }).ToListAsync(ct);
        return [.. found.Select(a => new Addressee(
            AddresseeKind.OtherPerson, a.Id, $"{a.Representative} ({CertificationApplication.ReferenceOf(a.Number)})"))];
    }
}
