using System.Globalization;
using Microsoft.Extensions.Configuration;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices.Addresses;

/// <summary>What a code that somebody typed came to; a wrong one is counted, and so it is no refusal that undoes what it did.</summary>
public sealed record CodeTried(bool Verified, int TriesLeft);

/// <summary>
/// An address is verified by whoever reads what is sent there (12.04(1)(a)6): a code and a link go to it alone, open once, and run out.
/// </summary>
public sealed class AddressChallenges(
    ContactPoints points, AddressVerification verification, ChallengeBook book, INotices notices, CurrentCaller caller, ChangeContext change,
    IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Kind of the notice that carries a code; no portal shows it.</summary>
    public const string Kind = "address-challenge";

    public const int CodeMaxLength = 40;

    private const string Holder = "The holder of the address";
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>A new code takes the place of the one before. From when on it opens nothing.</summary>
    public async Task<Result<DateTimeOffset>> SendAsync(ContactPoint point, Addressee to, CancellationToken ct)
    {
        await book.LockOwnerAsync(point.OwnerId, ct);
        if (await points.FindAsync(point.Id, ct) is not { State: ContactState.Active, Kind: ContactKind.Email, VerifiedOn: null } address
            || !address.IsFurnishedFor(ContactPurposes.CommissionCorrespondence))
        {
            return new AddressSettled();
        }

        var now = clock.GetUtcNow();
        var today = CivilClock.LegalDate(now);
        var rule = await book.RuleAsync(today, ct);
        if (await book.SentSinceAsync(point.OwnerId, CivilClock.StartOf(today), ct) >= rule.SendsADay) return new CodesSentToday(rule.SendsADay);
        if (await book.OpenAsync(point.Id, ct) is { } before) await book.VoidAsync(before, "A later code took its place", now, ct);
        var until = now.AddHours(rule.Hours);
        var sent = await IssueAsync(address, to, now, until, rule, ct);
        if (sent is not null) return sent;
        if (point.OwnerKind is AddresseeKind.Officer) change.About(point.OwnerId);
        change.Changed($"code for the {point.Kind} address of {NoticeWords.Of(point.OwnerKind)} {point.OwnerId}", null, "sent");
        return until;
    }

    /// <summary>One after the other for an address, so that no number of tries at once is more than the rule bears.</summary>
    public async Task<Result<CodeTried>> TryCodeAsync(ContactPoint point, string code, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await book.OpenAsync(point.Id, ct) is not { } challenge || !challenge.IsOpen(now) || point.State is not ContactState.Active)
        {
            change.Summarise("no code waits for the address");
            return new NoCodeWaits();
        }

        if (challenge.Fits(code))
        {
            var refusal = await UseAsync(challenge, point, $"By the code sent on {CivilClock.LegalDate(challenge.SentAt):yyyy-MM-dd}", now, ct);
            return refusal is null ? new CodeTried(true, challenge.TriesLeft) : refusal;
        }

        if (point.OwnerKind is AddresseeKind.Officer) change.About(point.OwnerId);
        change.Summarise("the code does not fit");
        change.Changed("tries left", challenge.TriesLeft.ToString(CultureInfo.InvariantCulture), (challenge.TriesLeft - 1).ToString(CultureInfo.InvariantCulture));
        await book.CountTryAsync(challenge, ct);
        if (challenge.TriesLeft == 1) await book.VoidAsync(challenge, "Tried too often", now, ct);
        return new CodeTried(false, challenge.TriesLeft - 1);
    }

    /// <summary>The address that a link opens; null for one that opens nothing.</summary>
    public async Task<ContactPoint?> FindLinkAsync(string token, CancellationToken ct) =>
        await ByLinkAsync(token, hold: false, ct) is { } found ? found.Point : null;

    /// <summary>Whoever has the link reads the mailbox: nothing else is asked.</summary>
    public async Task<Refusal?> ConfirmAsync(string token, CancellationToken ct)
    {
        if (await ByLinkAsync(token, hold: true, ct) is { } found)
        {
            return await UseAsync(found.Challenge, found.Point, $"By the link sent on {CivilClock.LegalDate(found.Challenge.SentAt):yyyy-MM-dd}", clock.GetUtcNow(), ct);
        }

        change.Summarise("the link opens nothing");
        return new LinkNotOpen();
    }

    private async Task<(AddressChallenge Challenge, ContactPoint Point)?> ByLinkAsync(string token, bool hold, CancellationToken ct)
    {
        if (await book.ByLinkAsync(ChallengeSecret.HashOfLink(token), hold, ct) is not { } challenge || !challenge.IsOpen(clock.GetUtcNow())) return null;
        return await points.FindAsync(challenge.ContactPointId, ct) is { State: ContactState.Active, VerifiedOn: null } point ? (challenge, point) : null;
    }

    private async Task<Refusal?> UseAsync(AddressChallenge challenge, ContactPoint point, string how, DateTimeOffset now, CancellationToken ct)
    {
        if (await verification.VerifyAsync(point, Holder, how, ct) is { } refusal) return refusal;
        await book.UseAsync(challenge, now, ct);
        change.Summarise(how);
        return null;
    }

    private async Task<Refusal?> IssueAsync(ContactPoint point, Addressee to, DateTimeOffset now, DateTimeOffset until, ChallengeRule rule, CancellationToken ct)
    {
        var (id, code, link) = (Guid.CreateVersion7(now), ChallengeSecret.NewCode(), ChallengeSecret.NewLink());
        var issued = await notices.IssueAsync(new NoticeRequest(Kind, to, $"challenge:{id}", "To verify an address", new Dictionary<string, string>
        {
            ["addressee"] = to.Name,
            ["until"] = $"{CivilClock.LegalDate(until).ToString("MMMM d, yyyy", s_culture)}, {CivilClock.LegalTime(until).ToString("h:mm tt", s_culture)}",
        }, [])
        {
            OnlyTo = point.Id,
            Sealed = new Dictionary<string, string> { ["code"] = code, ["link"] = LinkOf(link) },
        }, ct);
        if (issued.Refusal is { } refusal) return refusal;
        await book.AddAsync(id, point.Id, code, link, now, until, rule.Tries, issued.Value, caller.Value.Name, ct);
        return null;
    }

    // Without a domain the path alone, as an invitation has it.
    private string LinkOf(string token) => configuration["Post:Domain"] is { Length: > 0 } domain ? $"https://{domain}/address/{token}" : $"/address/{token}";
}
