using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>The step does not follow from where the review stands.</summary>
internal sealed record StepDoesNotFollow(string Step, string State)
    : Refusal($"“{Step}” does not follow now: the decision is recorded as {State}. Nothing was changed.");

/// <summary>A petition after the last day is no petition in time (555 CMR 7.10(1)(a), 9.11(1)(a)).</summary>
internal sealed record PetitionLate(DateOnly WindowEndsOn)
    : Refusal($"The last day for a petition was {WindowEndsOn:MMMM d, yyyy}. One that was sent in time is recorded by the day it was sent.");

/// <summary>A step is taken after the one before it.</summary>
internal sealed record StepBeforeTheLast(DateOnly TakenOn)
    : Refusal($"The step before it was taken on {TakenOn:MMMM d, yyyy}. Give that day or a later one.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}
