using Post.Kernel.Requests;

namespace Post.AccessReview.Register;

internal sealed record MatterNumberTaken(string Number) : Refusal($"There is a matter {Number} already. Open that one, or give another number.");

internal sealed record MatterIsClosed(string Number) : Refusal($"Matter {Number} is closed. A closed matter is not worked on; open a new one.");

internal sealed record NoSuchMatterKind() : Refusal("Choose the kind of the matter from the list.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record HoldNotPossible(int Days)
    : Refusal($"Looks of a closed matter stay held from today on for at most {Days} days, and only with a reason. Give both, or neither.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record PartyOnRecord() : Refusal("This party is on record in the matter already.");

internal sealed record AlreadyAssigned(string Name) : Refusal($"{Name} works on the matter already.");

/// <summary>Whoever is tied to a person does not decide that a matter is about that person.</summary>
internal sealed record PartyOfOnesOwn()
    : Refusal("You are tied to this person: it is your own record, or you declared family. Ask a colleague to add the party.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}
