using Post.Kernel.Requests;

namespace Post.Kernel.Access;

/// <summary>What a refused person can do next, as a link; the page that shows it adds where to come back to.</summary>
public sealed record Way(string Text, string Link);

/// <summary>A refusal that knows a way on.</summary>
public interface IOffersWays
{
    IEnumerable<Way> Ways { get; }
}

/// <summary>Addresses of the pages on which a refused look can be put right.</summary>
public static class AccessPages
{
    public const string Acknowledgment = "/staff/acknowledgment";

    /// <summary>The same for whoever acts for an agency.</summary>
    public const string AgencyAcknowledgment = "/agency/acknowledgment";
    public const string Purpose = "/staff/purpose";
    public const string BreakGlass = "/staff/break-glass";
    public const string TiedLooks = "/staff/tied-looks";
    public const string Matters = "/staff/matters";

    /// <summary>Built by the sign-in side; it leads back by <c>returnUrl</c>.</summary>
    public const string StepUp = "/sign-in/step-up";
}

/// <summary>A look that the rules refuse.</summary>
public abstract record LookRefused(string Words) : Refusal(Words), IOffersWays
{
    public override RefusalKind Kind => RefusalKind.Forbidden;

    public virtual IEnumerable<Way> Ways => [];
}

/// <summary>The duties of 8.07(5)(a)-(b) were not read and acknowledged within the year.</summary>
public sealed record AcknowledgmentNeeded()
    : LookRefused("Before your first look at personal data each year, read your duties and acknowledge them (555 CMR 8.07(5)).")
{
    public override IEnumerable<Way> Ways => [new("Read and acknowledge", AccessPages.Acknowledgment)];
}

/// <summary>The purpose is worked on in a matter, and none was chosen.</summary>
public sealed record MatterNeeded(string Purpose)
    : LookRefused($"“{Purpose}” is worked on in a matter. Choose the matter with the purpose.")
{
    public override IEnumerable<Way> Ways => [new("Choose purpose and matter", AccessPages.Purpose)];
}

/// <summary>No such matter, closed, of another kind, or somebody else's; one answer for all, so that it tells nothing.</summary>
public sealed record MatterNotOpen(string Matter)
    : LookRefused($"Matter {Matter} is not open to you for this purpose: it may be closed, of another kind, or you are not assigned to it.")
{
    public override IEnumerable<Way> Ways =>
        [new("Choose purpose and matter", AccessPages.Purpose), new("See the matters", AccessPages.Matters)];
}

/// <summary>The purpose asks that somebody else put the person on the matter.</summary>
public sealed record SecondPersonNeeded(string Matter)
    : LookRefused($"This purpose is for those whom somebody else put on the matter; on {Matter} you put yourself. Ask a colleague who keeps the matter.")
{
    public override IEnumerable<Way> Ways => [new("See the matters", AccessPages.Matters)];
}

/// <summary>The purpose, or a tie, asks for the person's own words.</summary>
public sealed record WordsNeeded(int MinLength)
    : LookRefused($"Say in your own words why, in at least {MinLength} characters, with the purpose.")
{
    public override IEnumerable<Way> Ways => [new("Choose purpose and say why", AccessPages.Purpose)];
}

/// <summary>Somebody who is no party of the matter.</summary>
public sealed record SubjectNotInMatter(Guid Subject, string Matter)
    : LookRefused($"This person is not a party of {Matter}. Add the person to the matter if they belong to it, choose another purpose, " +
        "or, in an emergency, break the glass: that is recorded, announced at once and reviewed.")
{
    public override IEnumerable<Way> Ways =>
        [new("Change purpose", AccessPages.Purpose), new("Break the glass", $"{AccessPages.BreakGlass}?subject={Subject}")];
}

/// <summary>A list that would show persons who are no parties of the matter.</summary>
public sealed record SubjectsOutsideMatter(int Count, string Matter)
    : LookRefused(Count == 1
        ? $"This list would show a person who is not a party of {Matter}. Look for persons under a purpose that needs no matter."
        : $"This list would show {Count} persons who are not parties of {Matter}. Look for persons under a purpose that needs no matter.")
{
    public override IEnumerable<Way> Ways => [new("Change purpose", AccessPages.Purpose)];
}

/// <summary>Oneself or one's family: the event of the refusal names the person, for the try is told of (8.07(5)(a)).</summary>
public abstract record ForbiddenTie(Guid Subject, string Words) : LookRefused(Words), INamesSubjects
{
    /// <summary>The codes under which such refusals stand in the log.</summary>
    public static IReadOnlySet<string> Codes { get; } =
        new HashSet<string> { CodeOf(typeof(LookAtOneself)), CodeOf(typeof(LookAtFamily)) };

    public IEnumerable<Guid> SubjectIds => [Subject];
}

/// <summary>One's own record, 8.07(5)(a).</summary>
public sealed record LookAtOneself(Guid Subject)
    : ForbiddenTie(Subject, "This is your own record. Nobody looks at it in the course of duty; a second person may allow it for a while.")
{
    public override IEnumerable<Way> Ways => [AskAbout(Subject)];

    internal static Way AskAbout(Guid subject) => new("Ask a second person", $"{AccessPages.TiedLooks}?subject={subject}");
}

/// <summary>The record of a member of the family or household.</summary>
public sealed record LookAtFamily(Guid Subject)
    : ForbiddenTie(Subject, "You declared this person as family. A colleague should do this work; a second person may allow you to look for a while.")
{
    public override IEnumerable<Way> Ways => [LookAtOneself.AskAbout(Subject)];
}

/// <summary>An officer of an agency where one works or worked.</summary>
public sealed record LookAtFormerAgency(Guid Subject)
    : LookRefused("This officer serves or served at an agency of yours. Look only in an open matter to which the officer is a party, " +
        "and say why in your own words with the purpose; or ask a second person.")
{
    public override IEnumerable<Way> Ways =>
        [new("Choose purpose and matter", AccessPages.Purpose), LookAtOneself.AskAbout(Subject)];
}

/// <summary>Nobody who serves or served at the caller's own agency; one answer, whether such a person is on record elsewhere or nowhere.</summary>
public sealed record NotOfOwnAgency()
    : LookRefused("No such officer is on record as serving, or having served, at your agency.");

/// <summary>Not the caller's own; one answer, whether it is another's or nobody's.</summary>
public sealed record NotOfOneself() : LookRefused("This is not of your own record.");

/// <summary>What the text asks before a disclosure is not on record (8.09, 8.10).</summary>
public sealed record DisclosureNotCleared(string Clause, string Missing) : LookRefused($"{Missing} ({Clause}). Nothing was disclosed.");
