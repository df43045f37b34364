using Post.Kernel.Requests;

namespace Post.AccessReview.Domain;

/// <summary>Nobody reviews what they did themselves.</summary>
internal sealed record OwnLook() : Refusal("This is about your own look. Somebody else reviews it.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Nobody reviews the person they answer to.</summary>
internal sealed record LookOfOwnSupervisor() : Refusal("This is about a look of the person you answer to. Somebody else reviews it.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The looks of reviewers are reviewed by the Executive Director or a designee, and theirs by the reviewers.</summary>
internal sealed record OtherDesk(string Desk) : Refusal($"This is reviewed by {Desk}.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Two persons end a review.</summary>
internal sealed record SecondPersonNeeded()
    : Refusal("You judged this look yourself. A second person closes it.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed record StepNotOpen(string State)
    : Refusal($"That cannot be done now: the alert is {State}. Somebody may have worked on it meanwhile; load the page again.");

internal sealed record NotAsked() : Refusal("Nobody asked you about this look, or the question was answered or settled already.");

internal sealed record WeekNotOver() : Refusal("The week is not over yet. It can be signed off from its last day on.");

internal sealed record WeekIsSignedOff() : Refusal("This week is signed off already.");

internal sealed record BreakGlassOpen(int Count)
    : Refusal($"{Count} looks past the rules of this week are not judged yet. Judge them first; they have three business days.");

internal sealed record NoOwnRecord()
    : Refusal("Your account is not tied to a record of an officer yet. Ask the Commission to tie it; then you see here who looked at your record.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

internal sealed record AlreadyReleased(string Matter) : Refusal($"Looks in the matter {Matter} are released already.");

internal sealed record AlreadyWatched() : Refusal("Looks at this record are watched for that reason already.");

internal sealed record NoSuchOfficer() : Refusal("No officer is known under that number. Check it, or search for the officer by name.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}
