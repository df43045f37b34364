using Post.Kernel.Requests;

namespace Post.Certification.Desk;

/// <summary>Only lists of the division are kept, by their own filters.</summary>
internal sealed record NoSuchList() : Refusal("That is no list whose filter can be kept. Open the list, filter it, and save it from there.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A view of what one may not open would be an empty promise.</summary>
internal sealed record ListNotOpen() : Refusal("You may not open this list, so no view of it is kept for you.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Two views of one person under one name could not be told apart.</summary>
internal sealed record ViewNameTaken(string Name) : Refusal($"You have a view named “{Name}” already. Give this one another name.");

/// <summary>A shared view belongs to whoever saved it.</summary>
internal sealed record NotYourView(string Owner) : Refusal($"{Owner} saved this view. Ask them to change it, or save one of your own.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}
