using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;

namespace Post.Certification.Reporting;

/// <summary>Rank, work status and leave from day to day, as rows beside those that they supersede.</summary>
internal sealed class ServiceFactRows(CertificationDb db, ServiceRows service, ChangeContext change, TimeProvider clock)
{
    public static ServiceRegister RegisterOf(ReportKind kind) => kind is ReportKind.RankChange ? ServiceRegister.Rank : ServiceRegister.WorkStatus;

    /// <summary>What the report says from its day on.</summary>
    public static DatedValue SaidBy(AgencyReport report) => report.Kind is ReportKind.RankChange
        ? new(report.Id, report.OccurredOn!.Value, null, report.Rank!, null)
        : new(report.Id, report.OccurredOn!.Value, null, report.WorkStatusCode!, report.Subject);

    /// <summary>The leave that a report of the work status carries; null where it is of another one.</summary>
    public static DatedValue? LeaveSaidBy(AgencyReport report) => report is { Kind: ReportKind.WorkStatusChange, WorkStatusCode: WorkStatusCode.OnLeave, LeaveNatureCode: { } nature }
        ? new(report.Id, report.OccurredOn!.Value, report.LeaveEndsOn?.AddDays(1), nature, report.LeaveWords)
        : null;

    public Task<List<ServiceFact>> KnownAsync(AgencyReport report, ReportSubject subject, CancellationToken ct) =>
        KnownAsync(report, subject, RegisterOf(report.Kind), ct);

    public async Task<WorkRecord> WorkAsync(AgencyReport report, ReportSubject subject, CancellationToken ct) => new(
        [.. (await KnownAsync(report, subject, ServiceRegister.WorkStatus, ct)).Select(f => f.Dated)],
        [.. (await KnownAsync(report, subject, ServiceRegister.Leave, ct)).Select(f => f.Dated)]);

    /// <summary>Whether the leave of a report shares a day with another that is on record; it is taken in all the same (12.04(1)(a)4).</summary>
    public async Task<bool> OverlapsAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        if (LeaveSaidBy(report) is not { } leave) return false;
        var then = (await WorkAsync(report, subject, ct)).With(SaidBy(report), leave, report.Supersedes);
        return then.Periods().Any(p => p.From == leave.From && p.NatureCode == leave.Value && p.Overlaps);
    }

    public async Task ChangeAsync(AgencyReport report, ReportSubject subject, FactSource source, CancellationToken ct)
    {
        var (said, now) = (SaidBy(report), source.RecordedAt);
        var rows = await KnownAsync(report, subject, ct);
        if (report.Kind is ReportKind.RankChange)
        {
            var ranks = DatedValue.With([.. Before(subject, report, rows), .. rows.Select(r => r.Dated)], said, report.Supersedes);
            await ReplaceAsync(report, subject, ServiceRegister.Rank, (rows, ranks), now, ct);
            await service.RankAsync(subject.Open, ranks[^1].Value, now, ct);
        }
        else
        {
            var leaves = await KnownAsync(report, subject, ServiceRegister.Leave, ct);
            var then = new WorkRecord([.. rows.Select(r => r.Dated)], [.. leaves.Select(l => l.Dated)]).With(said, LeaveSaidBy(report), report.Supersedes);
            await ReplaceAsync(report, subject, ServiceRegister.WorkStatus, (rows, then.Statuses), now, ct);
            await ReplaceAsync(report, subject, ServiceRegister.Leave, (leaves, then.Leaves), now, ct);
        }

        // The nature of a leave is no word of the log: it stands in the file alone.
        var old = rows.Select(r => r.Dated).FirstOrDefault(r => r.HoldsOn(said.From));
        change.Changed(RegisterOf(report.Kind).ToString(), old?.Value, $"{said.Value} from {said.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
    }

    private async Task ReplaceAsync(
        AgencyReport report, ReportSubject subject, ServiceRegister register, (List<ServiceFact> Rows, IReadOnlyList<DatedValue> Then) facts, DateTimeOffset now,
        CancellationToken ct)
    {
        var (rows, then) = facts;
        var gone = rows.Where(r => !then.Contains(r.Dated)).Select(r => r.Id).ToList();
        await db.ServiceFacts.Where(f => gone.Contains(f.Id)).ExecuteUpdateAsync(f => f.SetProperty(x => x.SupersededAt, now), ct);
        foreach (var value in then.Where(v => rows.All(r => r.Dated != v))) Add(report, subject, register, value, now);
    }

    private Task<List<ServiceFact>> KnownAsync(AgencyReport report, ReportSubject subject, ServiceRegister register, CancellationToken ct) =>
        db.ServiceFacts.AsNoTracking()
            .Where(f => subject.MemberIds.Contains(f.PersonId) && f.AgencyId == report.AgencyId && f.Register == register && f.SupersededAt == null)
            .OrderBy(f => f.ValidFrom).ToListAsync(ct);

    // The first change of rank tells from when to when the rank before it was held, as far as the service on record says.
    private static IEnumerable<DatedValue> Before(ReportSubject subject, AgencyReport report, List<ServiceFact> rows) =>
        rows.Count == 0 && subject.Open is { Rank: { } rank } open && (open.StartsOn ?? open.SeenFrom) is { } since && since < report.OccurredOn
                ? [new DatedValue(open.SourceId, since, null, rank, null)]
                : [];

    private void Add(AgencyReport report, ReportSubject subject, ServiceRegister register, DatedValue value, DateTimeOffset now) => db.ServiceFacts.Add(new ServiceFact
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        // Under the number of the service beside which it is read, where a person has several.
        PersonId = (subject.Open ?? subject.Service[^1]).PersonId,
        AgencyId = report.AgencyId,
        Register = register,
        Value = value.Value,
        Words = value.Words,
        ValidFrom = value.From,
        ValidTo = value.Until,
        RecordedAt = now,
        SourceId = value.SourceId,
    });
}
