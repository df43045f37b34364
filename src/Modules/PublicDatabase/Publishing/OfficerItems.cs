using Post.Certification.Contracts;
using Post.PublicDatabase.Gate;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// One thing the gate decides about a person, under a key that stays the same from decision to decision.
/// </summary>
internal sealed record PublicationItem(string Key, ItemFacts Facts);

/// <summary>Breaks the record of an officer into the items that the gate decides one by one.</summary>
internal static class OfficerItems
{
    public const string Name = "name";
    public const string Suffix = "suffix";
    public const string OfficerNumber = "officer-number";
    public const string FormerNames = "former-names";
    public const string Status = "status";
    public const string CertificationDates = "certification-dates";
    public const string Employer = "employer";
    public const string ServiceHistory = "service";

    /// <summary>A code for words of the source that the vocabulary does not know, which nobody has screened.</summary>
    public const string Unmapped = "Unmapped";

    public static string Complaint(Guid complaintId) => $"complaint:{complaintId}";

    public static string Allegation(Guid allegationId) => $"allegation:{allegationId}";

    public static string Words(Guid allegationId) => $"words:{allegationId}";

    public static IEnumerable<PublicationItem> Of(OfficerFacts officer, IReadOnlyList<ComplaintFacts> complaints,
        DateOnly today)
    {
        var person = Person(officer, today);
        return About(officer, person, today).Concat(complaints.SelectMany(c => Of(c, person)));
    }

    /// <summary>No date is unknown, never "no": an old list simply does not carry it (G-EVIDENCE).</summary>
    public static PersonFacts Person(OfficerFacts officer, DateOnly today) => new()
    {
        Service = officer is { ServingFrom: null, ServedUntil: null }
            ? new ServiceFacts(Recorded.NotRecorded)
            : new ServiceFacts(Recorded.Yes, officer.CurrentAgencyId is null ? officer.ServedUntil : null),
        Certification = (officer.LastCertifiedOn ?? officer.FirstCertifiedOn) is { } received
            ? new CertificationFacts(Recorded.Yes, received, officer.CeasedOn)
            : new CertificationFacts(Recorded.NotRecorded),
        ServingNow = officer.CurrentAgencyId is not null ? Recorded.Yes
            : officer.ServedUntil < today ? Recorded.No
            : Recorded.NotRecorded,
        Decertified = officer.Decertified,
        OnCommissionList = officer.Source.IsCommissionList,
    };

    private static IEnumerable<PublicationItem> About(OfficerFacts officer, PersonFacts person, DateOnly today)
    {
        yield return Item(Name, PublicForms.Name);
        yield return Item(Suffix, PublicForms.Suffix, officer.Name.Suffix is not null);
        yield return Item(OfficerNumber, PublicForms.OfficerNumber);
        yield return Item(FormerNames, PublicForms.FormerName, officer.FormerNames.Count > 0);
        var status = Item(Status, PublicForms.Status);
        yield return status with { Facts = status.Facts with { Challenge = ChallengeOf(officer.Review, today) } };
        yield return Item(CertificationDates, PublicForms.CertificationDates,
            officer.FirstCertifiedOn is not null || officer.LastCertifiedOn is not null);
        yield return Item(Employer, PublicForms.Employer, officer.CurrentAgencyId is not null);
        yield return Item(ServiceHistory, PublicForms.Employer, officer.Service.Count > 0);

        PublicationItem Item(string key, string form, bool held = true) =>
            new(key, new ItemFacts(form) { Person = person, Held = held });
    }

    // A window whose end nobody knows is open (G-CHALLENGE).
    private static CertificationChallenge ChallengeOf(CertificationReview? review, DateOnly today) => review switch
    {
        null => CertificationChallenge.None,
        { Filed: true } => CertificationChallenge.BeforeTheCommission,
        { WindowEndsOn: { } end } when end < today => CertificationChallenge.None,
        _ => CertificationChallenge.WindowOpen,
    };

    // Reversed or pending discipline keeps back the officer's whole entry in the complaint, so each allegation sees all
    // of it.
    private static IEnumerable<PublicationItem> Of(ComplaintFacts complaint, PersonFacts person)
    {
        DisciplineState[] discipline = [.. complaint.Allegations.SelectMany(a => a.Discipline).Select(d => d.State)];
        yield return Matter(Complaint(complaint.ComplaintId), PublicForms.Complaint, complaint.Allegations);
        foreach (var allegation in complaint.Allegations)
        {
            yield return Matter(Allegation(allegation.AllegationId), PublicForms.Allegation, [allegation]);
            if (!HasUnscreenedWords(allegation)) continue;
            var words = Matter(Words(allegation.AllegationId), PublicForms.Discipline, [allegation]);
            yield return words with { Facts = words.Facts with { Screening = Screening.Unscreened } };
        }

        PublicationItem Matter(string key, string form, IEnumerable<AllegationFacts> allegations) =>
            new(key, new ItemFacts(form)
            {
                Person = person,
                Matter = new MatterFacts(
                [.. allegations.Select(a => new Ending(a.Disposition.Code, a.Disposition.Final))], discipline)
                {
                    Reportable = complaint.IsReportable,
                },
            });
    }

    private static bool HasUnscreenedWords(AllegationFacts allegation) =>
        allegation.CategoryCode == Unmapped || allegation.Discipline.Any(d => d.TypeCode == Unmapped);
}
