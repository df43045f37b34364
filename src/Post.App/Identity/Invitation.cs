using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Post.Kernel.Access;
using Post.Kernel.Time;

namespace Post.App.Identity;

/// <summary>That an account opens once to whoever has its address, sent by mail, and its code, told by another way.</summary>
public sealed class Invitation
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required byte[] CodeHash { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required string MadeByName { get; init; }
    public required DateOnly LastDay { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>A later invitation took its place, or the account was closed.</summary>
    public DateTimeOffset? VoidAt { get; set; }

    /// <summary>The address at which it opens; without a domain, the path alone.</summary>
    public string LinkFrom(IConfiguration configuration) =>
        configuration["Post:Domain"] is { Length: > 0 } domain ? $"https://{domain}/invitation/{Id}" : $"/invitation/{Id}";
}

/// <summary>For how many days an invitation opens an account, as dated data.</summary>
public sealed class InvitationRule
{
    public required int Days { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}

/// <summary>Makes invitations and tells whether a code fits one.</summary>
internal sealed class Invitations(IdentityDb db, CurrentCaller caller, TimeProvider clock)
{
    // No letter or digit that is mistaken for another when it is said on the telephone.
    private const string Signs = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private const int CodeLength = 12;
    private const int GroupLength = 4;

    /// <returns>The invitation, and its code, which nobody can read again.</returns>
    public async Task<(Invitation Made, string Code)> MakeAsync(Guid account, CancellationToken ct)
    {
        await VoidAsync(account, ct);
        var now = clock.GetUtcNow();
        var today = clock.Today();
        var days = await db.InvitationRules.AsNoTracking().Where(r => r.ValidFrom <= today && (r.ValidTo == null || r.ValidTo >= today))
            .OrderByDescending(r => r.ValidFrom).Select(r => r.Days).FirstAsync(ct);
        var code = RandomNumberGenerator.GetString(Signs, CodeLength);
        var made = new Invitation
        {
            // Not one that is made in the order of time: it stands in an address.
            Id = Guid.NewGuid(),
            AccountId = account,
            CodeHash = HashOf(code),
            MadeAt = now,
            MadeByName = caller.Value.Name,
            LastDay = today.AddDays(days),
        };
        db.Invitations.Add(made);
        await db.SaveChangesAsync(ct);
        return (made, string.Join('-', code.Chunk(GroupLength).Select(part => new string(part))));
    }

    public async Task VoidAsync(Guid account, CancellationToken ct)
    {
        var open = await db.Invitations.SingleOrDefaultAsync(i => i.AccountId == account && i.UsedAt == null && i.VoidAt == null, ct);
        if (open is null) return;
        open.VoidAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Null where there is none, it is used, void or over, or the code is another's.</summary>
    public async Task<Invitation?> FindAsync(Guid id, string code, CancellationToken ct)
    {
        var found = await db.Invitations.SingleOrDefaultAsync(i => i.Id == id && i.UsedAt == null && i.VoidAt == null, ct);
        var fits = CryptographicOperations.FixedTimeEquals(HashOf(Plain(code)), found?.CodeHash ?? HashOf(""));
        return fits && !(found?.LastDay < clock.Today()) ? found : null;
    }

    private static string Plain(string typed) => new([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
