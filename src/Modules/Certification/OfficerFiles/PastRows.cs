using Post.Certification.Domain;
using Post.Certification.Intake.Reading;
using Post.Kernel.Time;

namespace Post.Certification.OfficerFiles;

/// <summary>
/// Rows as they read on a day: what had not begun is not there, and what ended later goes on. Of a present file nothing
/// changes.
/// </summary>
internal static class PastRows
{
    public static List<NameRow> On(FileMoment at, IEnumerable<NameRow> names) =>
    [
        .. names.Where(n => at.HadCome(n.ValidFrom)).Select(n => n with { ValidTo = at.IfCome(n.ValidTo) })
            .OrderByDescending(n => n.ValidTo is null).ThenByDescending(n => n.ValidTo).ThenByDescending(n => n.ValidFrom),
    ];

    public static List<StatusRow> On(FileMoment at, IEnumerable<StatusRow> statuses) =>
        [.. statuses.Where(s => at.HadCome(s.AsOf)).Select(s => s with { ValidTo = at.IfCome(s.ValidTo) })];

    public static List<EmploymentRow> On(
        FileMoment at, IEnumerable<EmploymentRow> employments, IReadOnlyList<SeparationRow> separations, IReadOnlyList<ServiceFactRow> facts) =>
    [
        .. employments.Where(e => at.HadCome(e.StartsOn ?? e.SeenFrom))
            .Select(e => WithSeparations(e, separations.Where(s => at.HadCome(s.SeparatedOn))))
            .Select(e => WithFacts(e, facts.Where(f => at.HadCome(f.From)).Select(f => On(at, f))))
            .Select(e => On(at, e))
            .OrderByDescending(e => e.Open).ThenByDescending(e => e.GoneBy ?? e.EndsOn ?? DateOnly.MaxValue)
            .ThenByDescending(e => e.StartsOn ?? e.SeenFrom ?? DateOnly.MinValue)
            // Of one day, by name: what was recorded anew since must not change places.
            .ThenBy(e => e.Agency, StringComparer.Ordinal).ThenBy(e => e.AgencyId),
    ];

    // A status that began later was not its status then, and the source of now does not say which was.
    public static List<CertificateRow> On(FileMoment at, IEnumerable<CertificateRow> certificates) =>
    [
        .. certificates.Where(c => at.HadCome(c.GrantedOn))
            .Select(c => at.HadCome(StatusDayOf(c)) ? c : c with { StatusCode = FileVocabulary.NotRecorded, StatusOn = null }),
    ];

    // What had begun and not ended then was not on record as taken.
    // What was said of a row goes by provider and number: reported anew by its provider it is the same record.
    public static List<TrainingRow> On(
        FileMoment at, IEnumerable<TrainingRow> trainings, IReadOnlyList<TrainingExplanationRow> explanations, IReadOnlyList<TrainingDisputeRow> disputes) =>
    [
        .. trainings.Where(t => at.HadCome(t.EndedOn)).Select(t => t with
        {
            Explanations = [.. explanations.Where(e => (e.ProviderCode, e.RecordKey) == (t.ProviderCode, t.RecordKey) && at.HadCome(CivilClock.LegalDate(e.At)))],
            Disputes =
            [
                .. disputes.Where(d => (d.ProviderCode, d.RecordKey) == (t.ProviderCode, t.RecordKey) && at.HadCome(CivilClock.LegalDate(d.At)))
                    .Select(d => d with { SettledAt = d.SettledAt is { } settled && at.HadCome(CivilClock.LegalDate(settled)) ? settled : null }),
            ],
        }),
    ];

    public static List<RetrainingRow> On(FileMoment at, IEnumerable<RetrainingRow> retrainings) =>
        [.. retrainings.Where(r => at.HadCome(r.CompletedOn))];

    // When a leave was expected to end was known before it came.
    private static ServiceFactRow On(FileMoment at, ServiceFactRow fact) =>
        fact.Register is ServiceRegister.Leave ? fact : fact with { Until = at.IfCome(fact.Until) };

    private static EmploymentRow On(FileMoment at, EmploymentRow row)
    {
        var then = row with { SeenFrom = at.IfCome(row.SeenFrom), LastSeenOn = at.IfCome(row.LastSeenOn) };
        return at.HadCome(row.EndsOn) && at.HadCome(row.GoneBy)
            ? then
            : then with { Open = true, EndsOn = null, GoneBy = null, LastSeenOn = null };
    }

    private static EmploymentRow WithSeparations(EmploymentRow row, IEnumerable<SeparationRow> separations) => row with
    {
        Separations =
        [
            .. separations.Where(s => s.PersonId == row.PersonId && s.AgencyId == row.AgencyId
                && !(s.SeparatedOn < row.StartsOn) && !(s.SeparatedOn > row.EndsOn)),
        ],
    };

    // The rank that the row shows is that of the day; before the first one on record it is the service's own word.
    private static EmploymentRow WithFacts(EmploymentRow row, IEnumerable<ServiceFactRow> facts)
    {
        List<ServiceFactRow> own =
        [
            .. facts.Where(f => f.PersonId == row.PersonId && f.AgencyId == row.AgencyId && !(f.From > (row.EndsOn ?? row.GoneBy)) && !(f.Until <= row.StartsOn)),
        ];
        return row with { Facts = own, Rank = own.Find(f => f is { Register: ServiceRegister.Rank, Until: null })?.Value ?? row.Rank };
    }

    private static DateOnly? StatusDayOf(CertificateRow certificate) =>
        certificate.StatusOn
        ?? (certificate.StatusCode is CertificateCodes.Expired or CertificateCodes.Renewed ? certificate.ExpiresOn : null);
}
