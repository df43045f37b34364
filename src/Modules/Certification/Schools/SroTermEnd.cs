using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Intake;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Schools;

/// <summary>
/// The end of a certification as a school resource officer that nobody asked in time to renew: three calendar years end it and no judgement
/// (555 CMR 10.09). The officer's own certification stays as it is.
/// </summary>
internal sealed class SroTermEnd(CertificationDb db, DecisionDesk desk, DecisionWriter writer, RunningDeadlines deadlines, CurrentCaller caller, TimeProvider clock)
{
    private const string ClockRule = "certification-decision-target";

    private const string Reasons =
        "By law, from the record as it stood: the three years of the certification as a school resource officer had run out, and no application "
        + "to renew it was received by its last day (M.G.L. c. 6E, § 3(b); 555 CMR 10.09). The certification as an officer is not touched.";

    /// <summary>The certificate whose term is over; null where there is none, or a file brought it as ended already.</summary>
    public static Certificate? Ended(PersonRecord record, DateOnly today) =>
        record.PresentSro is { ExpiresOn: { } last } sro && last < today && CivilClock.LegalDate(sro.RecordedAt) <= last ? sro : null;

    /// <summary>
    /// The day of the Commission's own latest list, where it lies after the end and still speaks of a school resource officer: which of the two
    /// is right, a person says. Null where nothing contradicts the end.
    /// </summary>
    public async Task<DateOnly?> ListedAfterAsync(PersonRecord record, Certificate ended, CancellationToken ct) =>
        record.PresentStatusCode is not CertificationStatusCode.FullWithSro
            ? null
            : await db.Reports.AsNoTracking()
                .Where(r => record.MemberIds.Contains(r.PersonId) && r.IsCommissionList && r.Kind == IntakeKinds.Officers && r.AsOf > ended.ExpiresOn)
                .MaxAsync(r => (DateOnly?)r.AsOf, ct);

    public Task<bool> IsRenewalPendingAsync(PersonRecord record, CancellationToken ct) => db.Applications.AnyAsync(
        a => record.MemberIds.Contains(a.PersonId) && a.Kind == ApplicationKind.Sro && a.ClosedAt == null && a.ReceivedOn <= a.LapsesOn, ct);

    public async Task<Result<Guid>> WriteAsync(PersonRecord record, Certificate ended, CancellationToken ct)
    {
        var (today, last) = (clock.Today(), ended.ExpiresOn!.Value);
        if (await desk.RuleAsync(ApplicationKind.Sro, DecisionKind.Expire, today, ct) is not { } rule) return new DecisionNotOpen(nameof(DecisionKind.Expire));
        var standard = await db.Standards.AsNoTracking().Where(s => s.Kind == ApplicationKind.Sro && s.ValidFrom <= today)
            .OrderByDescending(s => s.ValidFrom).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
        var (id, number) = (Guid.CreateVersion7(clock.GetUtcNow()), await db.NextApplicationAsync(ct));
        var started = await deadlines.StartAsync(
            new DeadlineSubject("CertificationApplication", id, CertificationApplication.ReferenceOf(number)), ClockRule,
            DeadlineTrigger.On("Term of the certification ended", last), "A term ended and nobody had applied", ct);
        if (started.Refusal is { } refusal) return refusal;
        var application = new CertificationApplication
        {
            Id = id,
            Number = number,
            Kind = ApplicationKind.Sro,
            PersonId = record.PersonId,
            AgencyId = await db.Employments.AsNoTracking().Open().Where(e => record.MemberIds.Contains(e.PersonId))
                .OrderBy(e => e.StartsOn).ThenBy(e => e.Id).Select(e => (Guid?)e.AgencyId).FirstOrDefaultAsync(ct),
            StandardId = standard,
            ReceivedOn = today,
            LapsesOn = last,
            Grounds = $"The certification as a school resource officer ended on {RoundWords.Day(last)}, and no application to renew it had been received.",
            ClockId = started.Value.ChainId,
            DueOn = started.Value.Due!.Value,
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = caller.Value.Id,
            OpenedByName = caller.Value.Name,
        };
        db.Applications.Add(application);
        var wish = new DecisionWish(rule, last.AddDays(1), null, []);
        return await writer.WriteAsync(new DecisionToWrite(application, record, wish, Reasons, null, today), ct);
    }
}
