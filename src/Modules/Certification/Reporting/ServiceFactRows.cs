using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;

namespace Post.Certification.Reporting;

/// <summary>Rank and work status from day to day, as rows beside those that they supersede.</summary>
internal sealed class ServiceFactRows(CertificationDb db, ServiceRows service, ChangeContext change, TimeProvider clock)
{
    public static ServiceRegister RegisterOf(ReportKind kind) => kind is ReportKind.RankChange ? ServiceRegister.Rank : ServiceRegister.WorkStatus;

    /// <summary>What the report says from its day on.</summary>
    public static DatedValue SaidBy(AgencyReport report) => report.Kind is ReportKind.RankChange
        ? new(report.Id, report.OccurredOn!.Value, null, report.Rank!, null)
        : new(report.Id, report.OccurredOn!.Value, null, report.WorkStatusCode!, report.Subject);

    public async Task<List<ServiceFact>> KnownAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        var register = RegisterOf(report.Kind);
        return await db.ServiceFacts.AsNoTracking()
            .Where(f => subject.MemberIds.Contains(f.PersonId) && f.AgencyId == report.AgencyId && f.Register == register && f.SupersededAt == null)
            .OrderBy(f => f.ValidFrom).ToListAsync(ct);
    }

    public async Task ChangeAsync(AgencyReport report, ReportSubject subject, FactSource source, CancellationToken ct)
    {
        var said = SaidBy(report);
        var rows = await KnownAsync(report, subject, ct);
        var then = DatedValue.With([.. Before(report, subject, rows), .. rows.Select(r => r.Dated)], said, report.Supersedes);
        var gone = rows.Where(r => !then.Contains(r.Dated)).Select(r => r.Id).ToList();
        var now = source.RecordedAt;
        await db.ServiceFacts.Where(f => gone.Contains(f.Id)).ExecuteUpdateAsync(f => f.SetProperty(x => x.SupersededAt, now), ct);
        foreach (var value in then.Where(v => rows.All(r => r.Dated != v))) Add(report, subject, value, now);
        if (report.Kind is ReportKind.RankChange) await service.RankAsync(subject.Open, then[^1].Value, now, ct);
        var old = rows.Select(r => r.Dated).FirstOrDefault(r => r.HoldsOn(said.From));
        change.Changed(RegisterOf(report.Kind).ToString(), old?.Value, $"{said.Value} from {said.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
    }

    // The first change of rank tells from when to when the rank before it was held, as far as the service on record says.
    private static IEnumerable<DatedValue> Before(AgencyReport report, ReportSubject subject, List<ServiceFact> rows) =>
        report.Kind is ReportKind.RankChange && rows.Count == 0
            && subject.Open is { Rank: { } rank } open && (open.StartsOn ?? open.SeenFrom) is { } since && since < report.OccurredOn
                ? [new DatedValue(open.SourceId, since, null, rank, null)]
                : [];

    private void Add(AgencyReport report, ReportSubject subject, DatedValue value, DateTimeOffset now) => db.ServiceFacts.Add(new ServiceFact
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        // Under the number of the service beside which it is read, where a person has several.
        PersonId = (subject.Open ?? subject.Service[^1]).PersonId,
        AgencyId = report.AgencyId,
        Register = RegisterOf(report.Kind),
        Value = value.Value,
        Words = value.Words,
        ValidFrom = value.From,
        ValidTo = value.Until,
        RecordedAt = now,
        SourceId = value.SourceId,
    });
}
