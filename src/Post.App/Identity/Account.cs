using Microsoft.AspNetCore.Identity;
using Post.Audit;

namespace Post.App.Identity;

/// <summary>Somebody who can sign in; what the person may do follows from the grants in force, never from the account itself.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int DisplayNameMaxLength = 200;

    public required string DisplayName { get; set; }
    public required ActorKind Kind { get; set; }

    /// <summary>The person of the record this account belongs to, for officers and for look-ups of oneself.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The law enforcement agency for which an agency's account acts.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>From when the account opens no session any more; it stays, because the log names it.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public List<RoleGrant> Grants { get; } = [];

    public IReadOnlyList<string> RolesInForce => [.. Grants.Where(g => g.EndedAt is null).Select(g => g.Role).Order(StringComparer.Ordinal)];
}

/// <summary>That an account held a role from then until then; ended, never deleted.</summary>
public sealed class RoleGrant
{
    public const int RoleMaxLength = 40;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Role { get; init; }
    public required DateTimeOffset GrantedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>One sign-in, until it is ended, idle too long or too old; a copied cookie ends with it.</summary>
public sealed class Session
{
    public const int MethodMaxLength = 40;
    public const int IpPrefixMaxLength = 50;
    public const int ClientMaxLength = 120;
    public const int EndReasonMaxLength = 20;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public required string Method { get; init; }
    public string? IpPrefix { get; init; }
    public string? Client { get; init; }

    /// <summary>When the person last proved again who it is (UTC); null: not in this session.</summary>
    public DateTimeOffset? SteppedUpAt { get; set; }

    /// <summary>Refused tries between the sign-in before and this one.</summary>
    public int FailedBefore { get; init; }

    public SessionEnd? EndReason { get; set; }
}

/// <summary>Who ended a session; one that was idle or too old was ended by nobody.</summary>
public enum SessionEnd
{
    SignedOut,
    EndedByOwner,
    EndedByAdministrator,
    Copied,
}
