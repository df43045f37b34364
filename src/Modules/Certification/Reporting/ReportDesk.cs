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

    public async Task<long> NextNumberAsync(CancellationToken ct) =>
        (await db.Database.SqlQuery<long>($"select nextval('certification.agency_report_number')").ToListAsync(ct))[0];

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
