namespace Post.Audit;

/// <summary>Acts that the log tells of itself, whose names the verifier knows too (docs/audit-format.md).</summary>
public static class LogActions
{
    /// <summary>Somebody asked that the payload of the parent be taken away.</summary>
    public const string RedactionAsked = "log.payload-redaction-asked";

    /// <summary>The payload of the parent was taken away; the intent is the asking.</summary>
    public const string Redacted = "log.payload-redacted";

    /// <summary>A number of its producer whose event could not be written: what it was for was refused.</summary>
    public const string NumberVoid = "log.number-void";

    public static readonly IReadOnlyList<string> All = [RedactionAsked, Redacted, NumberVoid];
}
