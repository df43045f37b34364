namespace Post.App.Identity;

/// <summary>The shared secret of a person's authenticator app; asked for at sign-in once a first code confirmed it.</summary>
public sealed class Authenticator
{
    public const int SecretMaxLength = 512;

    public required Guid AccountId { get; init; }

    /// <summary>Under the keys that protect sessions: whoever reads the table cannot make codes.</summary>
    public required string Secret { get; set; }

    public required DateTimeOffset MadeAt { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The time step of the last code taken: none is taken twice.</summary>
    public required long LastStep { get; set; }
}

/// <summary>Opens once in place of the second factor; only its digest is kept.</summary>
public sealed class RecoveryCode
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required byte[] CodeHash { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset? VoidAt { get; set; }
}

/// <summary>A ticket that led to a session and leads to no other.</summary>
public sealed class SpentTicket
{
    public required Guid Id { get; init; }
    public required DateTimeOffset SpentAt { get; init; }
}

/// <summary>From that many refused tries in a row on, each further one locks the account for the wait.</summary>
public sealed class LockoutRule
{
    public const int SourceMaxLength = 200;

    public required int Failures { get; init; }
    public required int WaitMinutes { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}
