using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Reporting;

/// <summary>What every change of a report needs: its number, a turn, and the step that tells of it.</summary>
internal sealed class ReportDesk(CertificationDb db, CurrentCaller caller, TimeProvider clock)
{
    /// <summary>Waits until no other report of the agency is being submitted or settled; ends with the transaction.</summary>
    public Task HoldAsync(Guid agency, CancellationToken ct) => db.HoldAgencyAsync(agency, ct);

    /// <summary>A report that waits for the Commission, held for this change.</summary>
    public async Task<Result<AgencyReport>> WaitingAsync(Guid id, CancellationToken ct)
    {
        var known = await db.AgencyReports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.State != ReportState.Draft, ct);
        if (known is null) return new NotFound("This report");
        await HoldAsync(known.AgencyId, ct);
        var report = await db.AgencyReports.SingleAsync(r => r.Id == id, ct);
        return report.State is ReportState.Submitted ? report : new ReportSettled(report.Reference);
    }

    private async Task<long> NextNumberAsync(CancellationToken ct) =>
        (await db.Database.SqlQuery<long>($"select nextval('certification.agency_report_number')").ToListAsync(ct))[0];

    /// <summary>A report that nobody has submitted; it says nothing yet.</summary>
    public async Task<AgencyReport> DraftAsync(ReportToPrepare asked, CancellationToken ct)
    {
        var report = new AgencyReport
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Number = await NextNumberAsync(ct),
            AgencyId = asked.AgencyId,
            Kind = asked.Kind,
            Supersedes = asked.Supersedes,
            StatementId = asked.Statement,
            CorrectionReason = asked.Supersedes is null ? null : asked.CorrectionReason!.Trim(),
            PreparedAt = clock.GetUtcNow(),
            PreparedBy = caller.Value.Id,
            PreparedByName = caller.Value.Name,
        };
        db.AgencyReports.Add(report);
        return report;
    }

    public void Step(AgencyReport report, ReportStepKind kind, MemberCapacity? capacity = null, string? note = null) => db.ReportSteps.Add(new ReportStep
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        ReportId = report.Id,
        Kind = kind,
        TakenAt = clock.GetUtcNow(),
        TakenBy = caller.Value.Id,
        TakenByName = caller.Value.Name,
        Capacity = capacity,
        Note = note,
    });

    public void Close(AgencyReport report, ReportState state, ReportStepKind step, string? note, MemberCapacity? capacity = null)
    {
        report.Close(state, clock.GetUtcNow());
        Step(report, step, capacity, note);
    }

    public void OpenTask(AgencyReport report, HireTaskKind kind, string details) => db.HireTasks.Add(new HireTask
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        ReportId = report.Id,
        Kind = kind,
        Details = details,
        OpenedAt = clock.GetUtcNow(),
    });
}

/// <summary>Whose report of what, and what it corrects or answers.</summary>
internal sealed record ReportToPrepare(Guid AgencyId, ReportKind Kind)
{
    public Guid? Supersedes { get; init; }
    public string? CorrectionReason { get; init; }
    public Guid? Statement { get; init; }
}
