using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Features.RecordAgencySuccession;

internal sealed record SucceedsItself()
    : Refusal("An agency cannot take over from itself. For a new name of the same agency, record the name.");

internal sealed record EndsBeforeItsFirstName(string Name, DateOnly First) : Refusal(
    $"The first name on record, of {Name}, holds from {Days.Of(First)}: an agency ends after it began. "
    + "If it is older than that, record its name from an earlier day first.");

internal sealed record EndsTooFarAhead(DateOnly Latest)
    : Refusal($"That day is too far ahead: an end can be recorded up to {Days.Of(Latest)}.");

internal sealed record HasEndedAlready(string Name, DateOnly On)
    : Refusal($"The record says already that {Name} ended on {Days.Of(On)}. Correct or withdraw that first: an agency ends once.");

internal sealed record WouldGoInACircle(string Name, string Successor)
    : Refusal($"{Successor}, or who took over from it, became part of {Name}: the two would have taken over from each other.");

internal sealed record SuccessorHadEnded(string Name, DateOnly On)
    : Refusal($"{Name} ended itself on {Days.Of(On)}: it could not take over on or after that day.");

internal sealed record TookOverLater(string Name, string From, DateOnly On)
    : Refusal($"{Name} took over from {From} on {Days.Of(On)}: it cannot have ended by then.");

internal sealed record SuccessionNotInForce()
    : Refusal("This record of an agency's end was corrected or withdrawn meanwhile. Open the agency's page again.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

internal sealed record FileIsBeingTakenIn()
    : Refusal("A file is being taken in just now, and it may bring service with this agency. Try again in a minute.")
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}
