using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.EscalateUnseenNotices;

/// <summary>
/// Tells the head of each agency, once for a notice, what nobody there has opened in the days that the Commission set; where it set none, of
/// nothing. The notice stays as sufficient as it was (12.06(2)(b), 12.11).
/// </summary>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("unseen-notices.escalated", DataClass.Personal, Fields = ["notice"], Lists = true)]
internal sealed record EscalateUnseenNoticesCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class EscalateUnseenNoticesHandler(
    CertificationDb db, ReceivedNotices received, DeadlineCounting counting, UnseenNoticesLetter letter, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EscalateUnseenNoticesCommand, Result<Done>>
{
    private const string ClockRule = "notice-seen";

    private static readonly AddresseeKind[] s_ofAgencies = [AddresseeKind.LawEnforcementAgency, AddresseeKind.OtherPerson];

    public async Task<Result<Done>> Handle(EscalateUnseenNoticesCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        var told = 0;
        foreach (var agency in (await LateAsync(today, ct)).GroupBy(l => l.AgencyId).OrderBy(g => g.Key))
        {
            // Where nobody is head there is nobody to tell; as soon as there is, that one is told.
            if (await HeadAsync(agency.Key, today, ct) is not { } head) continue;
            var name = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == agency.Key).Select(n => n.Name).FirstAsync(ct);
            var issued = await letter.IssueAsync(head, name, today, [.. agency.Select(l => l.Notice)], ct);
            if (issued.Refusal is { } refusal) return refusal;
            foreach (var late in agency) Escalate(late, head, issued.Value);
            told++;
        }

        change.Rows(told);
        change.Summarise($"{told} heads told");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<IReadOnlyList<Late>> LateAsync(DateOnly today, CancellationToken ct)
    {
        string[] without = [.. OwnNotices.Keys, UnseenNoticesLetter.Kind];
        var unseen = await received.UnseenSinceAsync(s_ofAgencies, without, CivilClock.StartOf(today), ct);
        var ids = unseen.Select(n => n.Id).ToList();
        var escalated = (await db.NoticeEscalations.AsNoTracking().Where(e => ids.Contains(e.NoticeId)).Select(e => e.NoticeId).ToListAsync(ct)).ToHashSet();
        var addressees = unseen.Select(n => n.AddresseeId).Distinct().ToList();
        var agencyOf = await db.Members.AsNoTracking().Where(m => addressees.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.AgencyId, ct);
        foreach (var agency in await db.LawEnforcementAgencies.AsNoTracking().Where(a => addressees.Contains(a.Id)).Select(a => a.Id).ToListAsync(ct)) agencyOf[agency] = agency;

        var late = new List<Late>();
        var dueOf = new Dictionary<DateOnly, DateOnly?>();
        foreach (var notice in unseen.Where(n => !escalated.Contains(n.Id) && agencyOf.ContainsKey(n.AddresseeId)))
        {
            var sent = CivilClock.LegalDate(notice.IssuedAt);
            if (!dueOf.TryGetValue(sent, out var due)) dueOf[sent] = due = await DueAsync(sent, ct);
            if (due < today) late.Add(new Late(agencyOf[notice.AddresseeId], notice, due.Value));
        }

        return late;
    }

    private async Task<DateOnly?> DueAsync(DateOnly sent, CancellationToken ct) =>
        (await counting.CountAsync(ClockRule, DeadlineFacts.From(DeadlineTrigger.On("The notice was issued", sent)), ct))?.Counted.Due;

    private Task<AgencyMember?> HeadAsync(Guid agency, DateOnly today, CancellationToken ct) => db.Members.AsNoTracking()
        .Where(m => m.AgencyId == agency && m.AccountId != null && db.Appointments.Any(
            a => a.MemberId == m.Id && a.Capacity == MemberCapacity.Head && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)))
        .OrderBy(m => m.Id).FirstOrDefaultAsync(ct);

    private void Escalate(Late late, AgencyMember head, Guid letterId)
    {
        db.NoticeEscalations.Add(new NoticeEscalation
        {
            NoticeId = late.Notice.Id,
            AgencyId = late.AgencyId,
            HeadId = head.Id,
            LetterId = letterId,
            DueOn = late.DueOn,
            EscalatedAt = clock.GetUtcNow(),
        });
        change.About(late.Notice.Subjects);
    }

    private sealed record Late(Guid AgencyId, UnseenNotice Notice, DateOnly DueOn);
}
