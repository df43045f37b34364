using Post.Kernel.Requests;

namespace Post.Kernel.Notices;

/// <summary>No template of the kind is in force, so nothing of that kind can be sent.</summary>
public sealed record NoTemplateInForce(string Notice, string Language)
    : Refusal($"No template for “{Notice}” ({Language}) is adopted for today. Adopt one on the Notices page first.");

/// <summary>A template asks for words that nobody gave, or was given words that it does not ask for.</summary>
public sealed record TemplateFieldsDiffer(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A template without its cited words cannot be adopted.</summary>
public sealed record RequiredPhraseMissing(string Phrase, string Clause)
    : Refusal($"The template lacks “{Phrase}”, which {Clause} asks for. It cannot be adopted without it.");

/// <summary>The version is adopted already, or another was drafted since.</summary>
public sealed record TemplateNotDraft(int Version) : Refusal($"Version {Version} is not a draft. Draft the next version instead.");

/// <summary>A version takes effect today or later: what was sent stays what it was.</summary>
public sealed record TemplateDateInPast() : Refusal("A version takes effect today or later.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The act does not fit where the delivery stands by now.</summary>
public sealed record DeliveryNotSo(DeliveryState State)
    : Refusal($"That is not possible any more: the delivery is “{NoticeWords.Of(State)}” by now. Load the page again.");

/// <summary>Nothing waits any more that could be withdrawn.</summary>
public sealed record NothingToWithdraw()
    : Refusal("Nothing of this notice waits any more; what has left cannot be withdrawn.");

/// <summary>The notice is not held any more, or the address is not its addressee's, or has ended.</summary>
public sealed record NotReleasable(string Words) : Refusal(Words);

/// <summary>The address is no valid one of its kind.</summary>
public sealed record AddressNotValid(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Nothing is left to verify.</summary>
public sealed record AddressSettled()
    : Refusal("This address was verified already, or is not used any more. Nothing was changed.");

/// <summary>The address ended before.</summary>
public sealed record AddressEnded() : Refusal("This address is not in use any more. Load the page again.");

/// <summary>More was sent on this day than the Commission lets go out.</summary>
public sealed record CodesSentToday(int Sends)
    : Refusal($"{Sends} {(Sends == 1 ? "code was" : "codes were")} sent today, and no more are sent on one day. Look for the last one, also among unwanted mail, or ask again tomorrow.");

/// <summary>No code waits for the address: one answer for none, a used one, an old one and one that another took the place of.</summary>
public sealed record NoCodeWaits()
    : Refusal("No code waits for this address: it was used, has run out, or was tried too often. Ask for a new one.");

/// <summary>One answer for a link that never was, was used, has run out, or whose address is not in use any more.</summary>
public sealed record LinkNotOpen()
    : Refusal("This link does not open anything. It may have been used, or have run out, or another took its place.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}
