using Post.Kernel.Requests;

namespace Post.Certification.Instructions;

internal sealed record AcknowledgeByPassed() : Refusal("The day by which it is to be read lies behind. Choose today, a later day, or none.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record InstructionOfThatTitle(string Title) : Refusal($"“{Title}” is in force already. Change that one, or give this one another title.");

internal sealed record InstructionUnchanged() : Refusal("It says that already, with those days. Nothing was changed.");

/// <summary>Somebody changed or ended it between the reading and the click.</summary>
internal sealed record InstructionChangedMeanwhile() : Refusal("It was changed or ended meanwhile. Read it as it stands now.");
