using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Intake.Reading;
using Post.Kernel.Data;

namespace Post.Certification.Reporting;

/// <summary>Service that a report begins, ends or interrupts, as rows beside those which they supersede.</summary>
internal sealed class ServiceRows(CertificationDb db, ChangeContext change, TimeProvider clock)
{
    private const string Yes = "Yes";

    /// <summary>
    /// Service from the day of the hire. Service that a list only saw, and that which the corrected report brought, is the same service
    /// with its day put right.
    /// </summary>
    public async Task BeginAsync(AgencyReport hire, ReportSubject subject, Guid number, FactSource source, CancellationToken ct)
    {
        var same = subject.BegunBy(hire);
        await SupersedeAsync(same, source, ct);
        db.Employments.Add(new Employment
        {
            Id = NewId(),
            PersonId = same?.PersonId ?? number,
            AgencyId = hire.AgencyId,
            SpellingId = same?.SpellingId,
            StartsOn = hire.OccurredOn,
            EndsOn = same?.EndsOn,
            SeenFrom = same?.SeenFrom,
            LastSeenOn = same?.LastSeenOn,
            GoneBy = same?.GoneBy,
            Rank = hire.Rank ?? same?.Rank,
            AppointmentCode = hire.AppointmentCode,
            RecordedAt = source.RecordedAt,
            SourceId = source.Id,
        });
        change.Changed("service from", Iso(same?.StartsOn), Iso(hire.OccurredOn));
    }

    /// <summary>The rank that the open service shows; the days of each rank stand beside it, and the source of the service stays its own.</summary>
    public async Task RankAsync(Employment? service, string rank, DateTimeOffset now, CancellationToken ct)
    {
        if (service is null || service.Rank == rank) return;
        await db.Employments.Where(e => e.Id == service.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.SupersededAt, now), ct);
        db.Employments.Add(new Employment
        {
            Id = NewId(),
            PersonId = service.PersonId,
            AgencyId = service.AgencyId,
            SpellingId = service.SpellingId,
            StartsOn = service.StartsOn,
            SeenFrom = service.SeenFrom,
            LastSeenOn = service.LastSeenOn,
            Rank = rank,
            AppointmentCode = service.AppointmentCode,
            OutOfState = service.OutOfState,
            RecordedAt = now,
            SourceId = service.SourceId,
        });
    }

    /// <summary>The last day of the service, and how and why it ended; a suspension from work leaves it open (8.05(1)(j)).</summary>
    public async Task EndAsync(AgencyReport report, Employment service, FactSource source, CancellationToken ct)
    {
        var suspends = report.NatureCode is FileVocabulary.Suspension;
        await SupersedeSeparationsAsync(report, service, suspends, source, ct);
        if (!suspends)
        {
            await SupersedeAsync(service, source, ct);
            db.Employments.Add(Ended(service, report, source));
            change.Changed("service until", Iso(service.EndsOn ?? service.GoneBy), Iso(report.OccurredOn));
        }

        db.Separations.Add(new EmploymentSeparation
        {
            Id = NewId(),
            PersonId = service.PersonId,
            AgencyId = report.AgencyId,
            SpellingId = service.SpellingId,
            SeparatedOn = report.OccurredOn!.Value,
            NatureCode = report.NatureCode!,
            NatureSource = FileVocabulary.Current.LabelOf("separation", report.NatureCode),
            Reason = report.Reason,
            MisconductBased = report.MisconductBased!,
            DuringInvestigation = report.DuringInvestigation!,
            RecordedAt = source.RecordedAt,
            SourceId = source.Id,
        });
        change.Changed("separation", null, $"{report.NatureCode}, {Iso(report.OccurredOn)}");
        await AskAsync(report, service.PersonId, source, ct);
    }

    private Employment Ended(Employment service, AgencyReport report, FactSource source) => new()
    {
        Id = NewId(),
        PersonId = service.PersonId,
        AgencyId = service.AgencyId,
        SpellingId = service.SpellingId,
        StartsOn = service.StartsOn ?? report.ServiceFrom,
        EndsOn = report.OccurredOn,
        SeenFrom = service.SeenFrom,
        LastSeenOn = service.LastSeenOn,
        Rank = service.Rank,
        AppointmentCode = service.AppointmentCode,
        OutOfState = service.OutOfState,
        RecordedAt = source.RecordedAt,
        SourceId = source.Id,
    };

    // At once and not with what follows: one open service of a person at an agency is all that the index lets stand.
    private async Task SupersedeAsync(Employment? service, FactSource source, CancellationToken ct)
    {
        if (service is null) return;
        var (id, now) = (service.Id, source.RecordedAt);
        await db.Employments.Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.SupersededAt, now), ct);
    }

    // The same event said anew, what the corrected report brought, and another end of the same service.
    private async Task SupersedeSeparationsAsync(AgencyReport report, Employment service, bool suspends, FactSource source, CancellationToken ct)
    {
        var now = source.RecordedAt;
        await db.Separations
            .Where(s => s.PersonId == service.PersonId && s.AgencyId == report.AgencyId && s.SupersededAt == null
                && (s.SeparatedOn == report.OccurredOn && s.NatureCode == report.NatureCode
                    || s.SourceId == report.Supersedes
                    || !suspends && s.NatureCode != FileVocabulary.Suspension && s.SeparatedOn == service.EndsOn))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.SupersededAt, now), ct);
    }

    // Whoever leaves during an investigation, or over misconduct, may have a matter that nobody has determined (8.06(4)(b)1.i).
    private async Task AskAsync(AgencyReport report, Guid person, FactSource source, CancellationToken ct)
    {
        if (report.MisconductBased != Yes && report.DuringInvestigation != Yes) return;
        var details = $"Left on {Iso(report.OccurredOn)} {(report.DuringInvestigation == Yes ? "during an investigation by the agency" : "over misconduct")}.";
        if (await db.ReviewItems.AnyAsync(i => i.Kind == ReviewKind.SeparationUnderInvestigation && i.OfficerNumber == report.OfficerNumber && i.Details == details, ct)) return;
        db.ReviewItems.Add(new ReviewItem
        {
            Id = NewId(),
            Kind = ReviewKind.SeparationUnderInvestigation,
            OfficerNumber = report.OfficerNumber!,
            PersonId = person,
            Details = details,
            AsOf = source.AsOf,
            SourceId = source.Id,
            OpenedAt = source.RecordedAt,
        });
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
