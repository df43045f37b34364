namespace Post.Kernel.Notices.Mail;

/// <summary>What a mail server said, in its own words.</summary>
internal sealed record SmtpAnswer(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    public bool IsPermanent => Code is >= 500 and < 600;

    public override string ToString() => string.Join(" / ", Lines);
}

/// <summary>The conversation broke before an answer: closed, silent, or not in the protocol's form.</summary>
internal sealed class SmtpBrokenException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What an attempt came to.</summary>
internal enum MailResult
{
    Accepted,

    /// <summary>No server is set; nothing left the house.</summary>
    Kept,

    /// <summary>Certainly not delivered; worth another try.</summary>
    Deferred,

    /// <summary>Certainly not delivered, and the address will not do.</summary>
    AddressRefused,

    /// <summary>Certainly not delivered; the message will not do.</summary>
    MessageRefused,

    /// <summary>Complete on the wire, and no answer: it may have been delivered.</summary>
    Uncertain,

    /// <summary>Not sent: somebody else took the attempt over meanwhile.</summary>
    TakenOver,
}

/// <summary>The end of an attempt, with what proves it.</summary>
internal sealed record MailOutcome(MailResult Result, string Answer)
{
    public int? Code { get; init; }
    public string? Server { get; init; }
    public string? Tls { get; init; }
}
