using Post.Kernel.Notices.Addresses;

namespace Post.Kernel.Notices;

/// <summary>One channel to one address; the address is the copy made when it was last tried.</summary>
public sealed record Delivery(
    Guid Id,
    Guid NoticeId,
    Channel Channel,
    Guid? ContactPointId,
    string? Address,
    AddressOrigin? Origin,
    string? FurnishedBy,
    DateOnly? FurnishedOn,
    DeliveryState State,
    bool? Sufficient,
    DateTimeOffset? NextTryAt,
    int Attempts,
    DateTimeOffset? SentAt,
    DateOnly? MailedOn,
    string? Proof,
    string? ProofBy);

/// <summary>One try, with what the server said.</summary>
public sealed record Attempt(
    Guid Id,
    Guid DeliveryId,
    int Number,
    AttemptState State,
    DateTimeOffset BegunAt,
    DateTimeOffset? TransmittingAt,
    DateTimeOffset? EndedAt,
    int? Code,
    string? Answer,
    string? Server,
    string? Tls);

/// <summary>How often and how long mail is tried, as in force on a day.</summary>
internal sealed record NoticeRule(DateOnly ValidFrom, IReadOnlyList<int> RetryMinutes, int LeaseMinutes)
{
    /// <summary>Null when it was tried as long as the rule says.</summary>
    public TimeSpan? WaitAfter(int attempts) =>
        attempts <= RetryMinutes.Count ? TimeSpan.FromMinutes(RetryMinutes[attempts - 1]) : null;

    public TimeSpan Lease => TimeSpan.FromMinutes(LeaseMinutes);
}
