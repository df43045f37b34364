using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Rounds;

/// <summary>
/// The end of a term that nobody applied to renew. The law ends it, not a judgement: it is still a row that can be reviewed, on
/// a motion that stays open before a person where the rules refuse it.
/// </summary>
internal sealed class TermEnd(CertificationDb db, RunningDeadlines deadlines, CurrentCaller caller, TimeProvider clock)
{
    private const string ClockRule = "certification-decision-target";

    /// <summary>Nothing that a clock does hides a suspension or a revocation; its own proceeding ends it.</summary>
    public static Refusal? WhyNot(DecisionBatchItem item, PersonRecord record) =>
        item.Decision is DecisionKind.Expire && record.Barring is { } bar ? new StatusBars(bar.SourceText) : null;

    public async Task<Result<Guid>> OpenAsync(DecisionBatchItem item, CancellationToken ct)
    {
        var open = await db.Applications.AsNoTracking().FirstOrDefaultAsync(
            a => a.PersonId == item.PersonId && a.ClosedAt == null
                && (a.Kind == ApplicationKind.OwnMotion || a.Kind == ApplicationKind.Recertification), ct);
        if (open is not null) return new ApplicationOpenAlready(open.Reference);
        var (id, today, ended) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.Today(), item.TermEndedOn!.Value);
        var number = await db.NextApplicationAsync(ct);
        var started = await deadlines.StartAsync(
            new DeadlineSubject("CertificationApplication", id, CertificationApplication.ReferenceOf(number)), ClockRule,
            DeadlineTrigger.On("Term of the certification ended", ended), "A term ended and nobody had applied", ct);
        if (started.Refusal is { } refusal) return refusal;
        db.Applications.Add(new CertificationApplication
        {
            Id = id,
            Number = number,
            Kind = ApplicationKind.OwnMotion,
            PersonId = item.PersonId,
            AgencyId = item.AgencyId,
            ReceivedOn = today,
            LapsesOn = ended,
            Grounds = $"The certification ended on {RoundWords.Day(ended)}, and no application to renew it had been received.",
            ClockId = started.Value.ChainId,
            DueOn = started.Value.Due!.Value,
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = caller.Value.Id,
            OpenedByName = caller.Value.Name,
        });
        await db.SaveChangesAsync(ct);
        return id;
    }
}
