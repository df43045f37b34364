using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Certification.Persons;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RemindOfAddresses;

/// <summary>
/// Reminds each officer, once for an address, of what nobody verified in the days that the Commission set; where it set none, of nothing. The
/// address stays in use (12.07(1)(b)1). Codes that have run out are let go on the way.
/// </summary>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("unverified-addresses.reminded", DataClass.Personal, Fields = ["contact"], Lists = true)]
internal sealed record RemindOfAddressesCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class RemindOfAddressesHandler(
    CertificationDb db, ContactPoints points, ChallengeBook challenges, AddressClock days, UnverifiedAddressLetter letter, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RemindOfAddressesCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RemindOfAddressesCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var over = await challenges.LetGoAsync(now, ct);
        var (told, unsent) = (0, 0);
        foreach (var (person, late) in await LateAsync(CivilClock.LegalDate(command.Due), ct))
        {
            // What cannot be sent to one is tried again the next night, and stops nobody else's.
            var issued = await letter.IssueAsync(person, [.. late.Select(l => l.Point)], ct);
            if (issued.Refused)
            {
                unsent++;
                continue;
            }

            foreach (var (point, due) in late) Remind(point, due, issued.Value, now);
            told++;
        }

        change.Rows(told);
        change.Summarise($"{told} officers reminded, {unsent} not; {over} codes had run out");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<IReadOnlyList<(Guid Person, IReadOnlyList<Late> Late)>> LateAsync(DateOnly today, CancellationToken ct)
    {
        var reminded = (await db.AddressReminders.AsNoTracking().Select(r => r.ContactPointId).ToListAsync(ct)).ToHashSet();
        var late = new List<Late>();
        foreach (var point in await points.UnverifiedAsync(AddresseeKind.Officer, ContactPurposes.CommissionCorrespondence, ct))
        {
            if (!reminded.Contains(point.Id) && await days.DueAsync(point, ct) is { } due && due < today) late.Add(new Late(point, due));
        }

        var known = await KnownAsync([.. late.Select(l => l.Point.OwnerId).Distinct()], ct);
        return
        [
            .. late.Where(l => known.ContainsKey(l.Point.OwnerId)).GroupBy(l => known[l.Point.OwnerId].PersonId).OrderBy(g => g.Key)
                .Select(g => (g.Key, (IReadOnlyList<Late>)[.. g.OrderBy(l => l.Point.Id)])),
        ];
    }

    private async Task<Dictionary<Guid, OfficerMembers>> KnownAsync(List<Guid> owners, CancellationToken ct)
    {
        var known = (await db.People.AsNoTracking().Where(p => owners.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        return (await db.MembersAsync(owners, ct)).Where(m => known.Contains(m.Key)).ToDictionary(m => m.Key, m => m.Value);
    }

    private void Remind(ContactPoint point, DateOnly due, Guid notice, DateTimeOffset now)
    {
        db.AddressReminders.Add(new AddressReminder
        {
            ContactPointId = point.Id,
            PersonId = point.OwnerId,
            NoticeId = notice,
            DueOn = due,
            RemindedAt = now,
        });
        change.About(point.OwnerId);
    }

    private sealed record Late(ContactPoint Point, DateOnly Due);
}
