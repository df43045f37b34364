using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;

namespace Post.Certification.Reporting;

/// <summary>Training and retraining that an agency reports, as rows beside those that they supersede.</summary>
internal sealed class ReportedTraining(CertificationDb db, ChangeContext change, TimeProvider clock)
{
    /// <summary>The agency is its provider: it gives place to what the training committee or the State Police say of the same (12.04(1)(e)).</summary>
    private const string Provider = "Agency";

    private const string InService = "InService";

    public async Task TrainedAsync(AgencyReport report, ReportSubject subject, FactSource source, CancellationToken ct)
    {
        var now = source.RecordedAt;
        await db.Trainings.Where(t => t.SourceId == report.Supersedes && t.SupersededAt == null)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.SupersededAt, now), ct);
        db.Trainings.Add(new TrainingRecord
        {
            Id = NewId(),
            PersonId = subject.NumberId!.Value,
            ProviderCode = Provider,
            RecordKey = report.Reference,
            TypeCode = InService,
            Course = report.Subject!,
            CourseFolded = FoldedWords.Of(report.Subject!),
            CompletedOn = report.OccurredOn,
            Minutes = report.Minutes,
            Place = report.Place,
            RecordedAt = source.RecordedAt,
            SourceId = source.Id,
        });
        change.Changed("training", null, $"{report.Subject}, {Iso(report.OccurredOn)}");
    }

    public async Task RetrainedAsync(AgencyReport report, ReportSubject subject, FactSource source, CancellationToken ct)
    {
        var now = source.RecordedAt;
        await db.Retrainings.Where(r => r.SourceId == report.Supersedes && r.SupersededAt == null)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.SupersededAt, now), ct);
        db.Retrainings.Add(new Retraining
        {
            Id = NewId(),
            PersonId = subject.NumberId!.Value,
            AgencyId = report.AgencyId,
            OrderWords = report.Subject!,
            OrderedOn = report.OrderedOn!.Value,
            CompletedOn = report.OccurredOn!.Value,
            RecordedAt = source.RecordedAt,
            SourceId = source.Id,
        });
        change.Changed("retraining", $"ordered {Iso(report.OrderedOn)}", $"completed {Iso(report.OccurredOn)}");
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
