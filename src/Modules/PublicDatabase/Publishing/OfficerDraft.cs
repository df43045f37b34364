using Post.Certification.Contracts;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Gate;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// Writes what the public may see of one officer from the items that are shown, and from nothing else: an item that is
/// withheld reads like one that is not held (8.06(3)).
/// </summary>
internal sealed class OfficerDraft(
    OfficerFacts officer, IReadOnlyList<ComplaintFacts> complaints, OfficerDecisions decisions, AgencyBook agencies)
{
    private const string NotRecorded = "Not recorded";
    private const string NotRecordedCode = "NotRecorded";

    // Words nobody has screened must read exactly as a blank cell does.
    private const string CategoryNotRecorded = "Category not recorded";
    private static readonly Explanation s_nothing = new([], "");

    /// <summary>Null where the person is not shown at all.</summary>
    public PublishedOfficer? Write(string key, IReadOnlySet<OfficerName> oncePublished)
    {
        if (!decisions.Shows(OfficerItems.Name)) return null;
        PublishedAgencyName[] employers = decisions.Shows(OfficerItems.Employer)
            ? [.. officer.CurrentAgencyIds.Select(id => agencies.NameOf(id)).OfType<PublishedAgencyName>()]
            : [];
        return new PublishedOfficer(
            key,
            decisions.Shows(OfficerItems.OfficerNumber) ? officer.OfficerNumber : "",
            officer.Name.FirstName,
            officer.Name.Surname,
            decisions.Shows(OfficerItems.Suffix) ? officer.Name.Suffix : null,
            Status(),
            employers.FirstOrDefault(),
            employers.Length == 0 ? null : agencies.Find(employers[0].Key)?.County,
            FormerNames(oncePublished),
            Certification(),
            [.. complaints.Select(Complaint).OfType<PublishedComplaint>()
                .OrderByDescending(c => c.IncidentTo ?? DateOnly.MinValue)
                .ThenBy(c => c.Number, StringComparer.Ordinal)],
            officer.Source.AsOf)
        {
            Service = Service(),
            CurrentAgencies = employers,
        };
    }

    private PublishedStatus Status()
    {
        var shown = decisions.Shows(OfficerItems.Status);
        var decision = decisions.Of(OfficerItems.Status);
        var (code, label) = (shown, decision.StatusLabel, officer.Status) switch
        {
            (true, { } underReview, _) => ("UnderReview", underReview),
            (true, null, { Code: not NotRecordedCode } known) => (known.Code, known.Label),
            _ => (NotRecordedCode, "Status not recorded"),
        };
        var why = shown ? Why(decision, officer.Source.Description) : s_nothing;
        return new PublishedStatus(code, label, StatusMeanings.Of(code), why);
    }

    private List<PublishedFormerName> FormerNames(IReadOnlySet<OfficerName> oncePublished) =>
        !decisions.Shows(OfficerItems.FormerNames) ? [] :
        [
            .. officer.FormerNames
                .Where(n => n != officer.Name && oncePublished.Contains(n))
                .Distinct()
                .Select(n => new PublishedFormerName(n.FirstName, n.Surname, n.Suffix)),
        ];

    private PublishedCertification Certification() => decisions.Shows(OfficerItems.CertificationDates)
        ? new PublishedCertification(officer.FirstCertifiedOn, officer.LastCertifiedOn, officer.CeasedOn,
            Why(decisions.Of(OfficerItems.CertificationDates), officer.Source.Description))
        : new PublishedCertification(null, null, null, s_nothing);

    // Agencies by name and days; not how or why service ended (8.06(3)(a)4, 8.05(1)(j)-(k)).
    private PublishedServiceHistory Service() => !decisions.Shows(OfficerItems.ServiceHistory)
        ? PublishedServiceHistory.Nothing
        : new PublishedServiceHistory(
            [
                .. officer.Service
                    .Select(s => agencies.NameOf(s.AgencyId) is { } agency
                        ? new PublishedSpell(agency, s.From, s.Until, s.Current) : null)
                    .OfType<PublishedSpell>(),
            ],
            Why(decisions.Of(OfficerItems.ServiceHistory), officer.Source.Description));

    private PublishedComplaint? Complaint(ComplaintFacts complaint)
    {
        var item = OfficerItems.Complaint(complaint.ComplaintId);
        if (!decisions.Shows(item)) return null;
        AllegationFacts[] shown =
        [
            .. complaint.Allegations
                .Where(a => decisions.Shows(OfficerItems.Allegation(a.AllegationId)))
                .OrderBy(a => a.Number, StringComparer.Ordinal),
        ];
        if (shown.Length == 0) return null;
        return new PublishedComplaint(
            complaint.ComplaintNumber,
            agencies.NameOf(complaint.ReportingAgencyId),
            complaint.ReceivedOn,
            shown.Min(a => a.IncidentOn),
            shown.Max(a => a.IncidentOn),
            Words(complaint.Anonymous),
            Words(complaint.Sworn),
            [.. shown.Select(Allegation)],
            decisions.Of(item).Notations,
            Why(decisions.Of(item), complaint.Source));
    }

    private static PublishedAllegation Allegation(AllegationFacts allegation)
    {
        var unmapped = allegation.CategoryCode == OfficerItems.Unmapped;
        string[] discipline =
            [.. allegation.Discipline.Where(d => d.TypeCode != OfficerItems.Unmapped).Select(Words).Distinct()];
        return new PublishedAllegation(
            unmapped ? NotRecordedCode : allegation.CategoryCode,
            unmapped ? CategoryNotRecorded : allegation.CategoryLabel,
            allegation.SubtypeLabel,
            allegation.Disposition.Label,
            discipline.Length == 0 ? [NotRecorded] : discipline);
    }

    private static string Words(DisciplineFacts discipline)
    {
        var qualifiers = discipline.QualifierLabels.Where(q => q.Length > 0)
            .Select(q => char.ToLowerInvariant(q[0]) + q[1..]);
        var text = string.Join("; ", qualifiers);
        return text.Length == 0 ? discipline.TypeLabel : $"{discipline.TypeLabel} ({text})";
    }

    private static string Words(Recorded recorded) => recorded switch
    {
        Recorded.Yes => "Yes",
        Recorded.No => "No",
        _ => NotRecorded,
    };

    private static Explanation Why(GateDecision decision, string source) => new(decision.Clauses, source);
}
