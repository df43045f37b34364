using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Passages;

/// <summary>A reason that tells nothing.</summary>
internal sealed record ReasonTooShort(int MinLength)
    : Refusal($"Give the reason in at least {MinLength} characters: whoever reviews it reads nothing else.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A second proof of identity is asked for, and the last one is too old or was never given in this session.</summary>
internal sealed record StepUpNeeded(int Minutes)
    : LookRefused($"Prove who you are once more: the second proof of identity must be at most {Minutes} minutes old.")
{
    public override IEnumerable<Way> Ways => [new("Prove who you are", AccessPages.StepUp)];
}

/// <summary>Whether the second proof of identity is fresh enough; none in this session counts as none.</summary>
internal static class SteppedUp
{
    public static bool Within(Caller caller, TimeSpan limit, DateTimeOffset now) => caller.SteppedUpAt is { } at && at <= now && now - at < limit;
}
