namespace Post.Kernel.Documents;

/// <summary>What a person decided about a held document.</summary>
public enum HoldOutcome
{
    /// <summary>Its bytes may leave, as a download and never into a page.</summary>
    Released,

    /// <summary>It was looked at and stays as it is.</summary>
    KeptHeld,
}

/// <summary>The latest decision about a held document, by whom and why; UTC.</summary>
public sealed record HoldDecision(HoldOutcome Outcome, string Reason, string DecidedBy, DateTimeOffset DecidedAt);
