using System.Text.RegularExpressions;

namespace Post.Kernel.Requests;

/// <summary>An expected "no", with the words the user reads: what happened and what to do.</summary>
public abstract partial record Refusal(string Text)
{
    /// <summary>Stable code, the kebab-case of the type's name; it goes into the log and into problem details.</summary>
    public string Code => CodeOf(GetType());

    public virtual RefusalKind Kind => RefusalKind.Conflict;

    public static string CodeOf(Type refusal) => Humps().Replace(refusal.Name, "$1-$2").ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Humps();
}

/// <summary>How an endpoint answers a refusal.</summary>
public enum RefusalKind
{
    Invalid,
    Forbidden,
    NotFound,
    Conflict,
    Unavailable,
}

/// <summary>The caller lacks the permission that the request names.</summary>
public sealed record NotAllowed(string Permission)
    : Refusal("Your role does not allow this. If your work needs it, ask an administrator for the permission.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Personal data is read for a stated purpose only (8.07(5)(a)).</summary>
public sealed record PurposeNeeded()
    : Refusal("Choose the purpose you are working on first. Every look at personal data is recorded with its purpose.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The purpose was chosen too long ago or may not be used by this role.</summary>
public sealed record PurposeNotValid(string Purpose)
    : Refusal("The purpose you chose has run out or is not open to your role. Choose your purpose again.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The request breaks a rule about its own content.</summary>
public sealed record NotValid(IReadOnlyList<string> Problems)
    : Refusal(string.Join(" ", Problems))
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Nothing is known under that key, or nothing that may be told.</summary>
public sealed record NotFound(string What)
    : Refusal($"{What} was not found. The link may be old, or the record may no longer be shown.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

/// <summary>The look could not be recorded, so nothing is shown (fail closed).</summary>
public sealed record NotRecorded()
    : Refusal("Not available: this look could not be recorded, so nothing was shown or changed. Try again in a minute.")
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}

/// <summary>Something broke; the log has the details under the reference.</summary>
public sealed record Failed(string Reference)
    : Refusal($"Something went wrong and nothing was changed. Try again; if it stays, give the operator reference {Reference}.")
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}
