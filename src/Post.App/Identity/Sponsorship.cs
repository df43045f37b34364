using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.App.Identity;

/// <summary>That somebody of the Commission answers for an account from outside, up to and including a day; superseded, never deleted.</summary>
public sealed class Sponsorship
{
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid SponsorId { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }
}

/// <summary>For how many days ahead somebody may answer for an account, as dated data.</summary>
public sealed class SponsorshipRule
{
    public const int SourceMaxLength = 200;

    public required int DaysAtMost { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}

/// <summary>Who is to answer for an account, until when, and why it is needed.</summary>
internal sealed record SponsorToRecord(Guid? SponsorId, DateOnly? EndsOn, string? Reason)
{
    public static readonly SponsorToRecord Nobody = new(null, null, null);

    /// <summary>In place of the id, as an operator types it.</summary>
    public string? SponsorUserName { get; init; }

    public bool IsNobody => this is { SponsorId: null, EndsOn: null, SponsorUserName: null };
}

internal abstract record SponsorRefusal(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record SponsorMissing()
    : SponsorRefusal("An account of a vendor, contractor or agent names who of the Commission answers for it, until which day, and why it is needed.");

internal sealed record NotASponsor() : SponsorRefusal("Only somebody of the Commission whose account is open answers for another's.");

internal sealed record SponsorshipTooLong(int Days) : SponsorRefusal($"The last day must not be past, and at most {Days} days from today.");

internal sealed record NeedsNoSponsor() : SponsorRefusal("Only accounts of vendors, contractors and agents have somebody who answers for them.");

/// <summary>The day has passed, or whoever answered for the account is gone: told only to whoever proved to be its holder.</summary>
internal sealed record AccountLapsed()
    : Refusal("Your access has ended: its last day has passed, or whoever answered for it at the Commission does so no more. Ask your contact there.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Keeps who answers for the accounts of vendors, contractors and agents (8.07(5)). The database holds the same rules.</summary>
internal sealed class Sponsorships(IdentityDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
{
    /// <summary>Who works for the Commission without being of it, and is held to its duties all the same (8.07(5)).</summary>
    public static bool NeedsOne(ActorKind kind) => kind is ActorKind.Contractor or ActorKind.Vendor or ActorKind.Agent;

    public static bool MaySponsor(ActorKind kind) => kind is ActorKind.Staff or ActorKind.Commissioner;

    public async Task<Refusal?> RecordAsync(Account account, SponsorToRecord asked, CancellationToken ct)
    {
        if (!NeedsOne(account.Kind)) return asked.IsNobody ? null : new NeedsNoSponsor();
        if (asked is not { EndsOn: { } last, Reason: { } reason } || string.IsNullOrWhiteSpace(reason)) return new SponsorMissing();
        if (await SponsorOfAsync(asked, ct) is not { } sponsorId) return asked.SponsorUserName is null ? new SponsorMissing() : new NotASponsor();
        if (await WhyNotAsync(account.Id, sponsorId, last, ct) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        var before = await InForce(account.Id).SingleOrDefaultAsync(ct);
        if (before is not null)
        {
            before.SupersededAt = now;
            await db.SaveChangesAsync(ct);
        }

        db.Sponsorships.Add(new Sponsorship
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            SponsorId = sponsorId,
            EndsOn = last,
            Reason = reason.Trim(),
            RecordedAt = now,
            RecordedByName = caller.Value.Name,
        });
        change.Changed("sponsor", before?.SponsorId.ToString(), sponsorId.ToString());
        change.Changed("last day", Iso(before?.EndsOn), Iso(last));
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Whether the account may open anything today; the database is asked, as it is with every use of a session.</summary>
    public Task<bool> HoldsAsync(Guid account, CancellationToken ct) => db.Database
        .SqlQuery<bool>($"select identity.is_sponsored(a, {clock.Today()}) as \"Value\" from identity.account a where a.id = {account}")
        .SingleAsync(ct);

    public IQueryable<Sponsorship> InForce(Guid account) => db.Sponsorships.Where(s => s.AccountId == account && s.SupersededAt == null);

    public async Task<int> DaysAtMostAsync(CancellationToken ct)
    {
        var today = clock.Today();
        return await db.SponsorshipRules.AsNoTracking().Where(r => r.ValidFrom <= today && (r.ValidTo == null || r.ValidTo >= today))
            .OrderByDescending(r => r.ValidFrom).Select(r => r.DaysAtMost).FirstAsync(ct);
    }

    private async Task<Guid?> SponsorOfAsync(SponsorToRecord asked, CancellationToken ct) => asked.SponsorId
        ?? await db.Users.AsNoTracking().Where(a => a.UserName == asked.SponsorUserName).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(ct);

    private async Task<Refusal?> WhyNotAsync(Guid account, Guid sponsorId, DateOnly last, CancellationToken ct)
    {
        var sponsor = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == sponsorId, ct);
        if (sponsor is not { DisabledAt: null } || sponsorId == account || !MaySponsor(sponsor.Kind)) return new NotASponsor();
        var (today, days) = (clock.Today(), await DaysAtMostAsync(ct));
        return last < today || last > today.AddDays(days) ? new SponsorshipTooLong(days) : null;
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
