using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>
/// Puts before a person again what a review took back: an application as it stood, with its standard and what was found. The
/// decision that follows may take effect from the day of the first.
/// </summary>
internal sealed class AnewApplication(CertificationDb db, RunningDeadlines deadlines, CurrentCaller caller, TimeProvider clock)
{
    private const string ClockRule = "certification-decision-target";

    public async Task<Refusal?> OpenAsync(CertificationDecision decision, DateOnly on, CancellationToken ct)
    {
        var old = await db.Applications.AsNoTracking().SingleAsync(a => a.Id == decision.ApplicationId, ct);
        var open = await db.Applications.AnyAsync(a => a.PersonId == old.PersonId && a.Kind == old.Kind && a.ClosedAt == null, ct);
        // Whoever applied again meanwhile is decided there.
        if (open) return null;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var number = await db.NextApplicationAsync(ct);
        var started = await deadlines.StartAsync(
            new DeadlineSubject("CertificationApplication", id, CertificationApplication.ReferenceOf(number)), ClockRule,
            DeadlineTrigger.On("Decision taken back on review", on), "To be decided anew", ct);
        if (started.Refusal is { } refusal) return refusal;
        db.Applications.Add(new CertificationApplication
        {
            Id = id,
            Number = number,
            Kind = old.Kind,
            PersonId = old.PersonId,
            AgencyId = old.AgencyId,
            StandardId = old.StandardId,
            ReceivedOn = old.ReceivedOn,
            LapsesOn = old.LapsesOn,
            Grounds = $"To be decided anew: {decision.Reference} was taken back on review. {old.Grounds}".Trim(),
            Representative = old.Representative,
            ClockId = started.Value.ChainId,
            DueOn = started.Value.Due!.Value,
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = caller.Value.Id,
            OpenedByName = caller.Value.Name,
        });
        await CopyEvidenceAsync(old.Id, id, ct);
        await CopyEntryAsync(old.Id, id, ct);
        return null;
    }

    // The agency that entered the first goes on where it stood: what it says stays its own word.
    private async Task CopyEntryAsync(Guid from, Guid to, CancellationToken ct)
    {
        if (await db.ApplicationEntries.AsNoTracking().SingleOrDefaultAsync(e => e.ApplicationId == from, ct) is not { } entry) return;
        db.ApplicationEntries.Add(new ApplicationEntry
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            ApplicationId = to,
            AgencyId = entry.AgencyId,
            Capacity = entry.Capacity,
            Attested = entry.Attested,
            EnteredAt = entry.EnteredAt,
            EnteredBy = entry.EnteredBy,
            EnteredByName = entry.EnteredByName,
        });
        var said = await db.RequirementAnswers.AsNoTracking().Where(a => a.ApplicationId == from && a.SupersededAt == null).ToListAsync(ct);
        db.RequirementAnswers.AddRange(said.Select(a => new RequirementAnswer
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            ApplicationId = to,
            ItemCode = a.ItemCode,
            Shown = a.Shown,
            ShownOn = a.ShownOn,
            ExpiresOn = a.ExpiresOn,
            Reference = a.Reference,
            Note = a.Note,
            SaidAt = a.SaidAt,
            SaidBy = a.SaidBy,
            SaidByName = a.SaidByName,
        }));
    }

    private async Task CopyEvidenceAsync(Guid from, Guid to, CancellationToken ct)
    {
        var found = await db.Evidence.AsNoTracking().Where(e => e.ApplicationId == from && e.SupersededAt == null).ToListAsync(ct);
        db.Evidence.AddRange(found.Select(e => new RequirementEvidence
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            ApplicationId = to,
            ItemCode = e.ItemCode,
            Finding = e.Finding,
            ShownOn = e.ShownOn,
            ExpiresOn = e.ExpiresOn,
            Note = e.Note,
            Document = e.Document,
            RecordedAt = e.RecordedAt,
            RecordedBy = e.RecordedBy,
            RecordedByName = e.RecordedByName,
        }));
    }
}
