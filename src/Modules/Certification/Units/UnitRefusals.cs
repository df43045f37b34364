using System.Globalization;
using Post.Kernel.Requests;

namespace Post.Certification.Units;

internal abstract record UnitUnfit(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A head without an address cannot be told anything (12.04(1)(a)7; code unit-head-email-required).</summary>
internal sealed record UnitHeadEmailRequired()
    : UnitUnfit("Give the electronic mail address of the head of the unit: it is held beside the name (555 CMR 12.04(1)(a)7).");

internal sealed record UnitHeadNameRequired() : UnitUnfit("Give the name of the head of the unit (555 CMR 12.04(1)(a)7).");

internal sealed record UnitDayNeeded() : UnitUnfit("Give the day from which it is so.");

internal sealed record UnitDayAhead() : UnitUnfit("That day lies ahead. Record it when it has come.");

internal sealed record UnitNameTaken(string Name) : Refusal($"The agency has a unit named {Name}. Open it to tell of another head, or choose another name.");

internal sealed record UnitHeadOnRecord(string Name) : Refusal($"{Name} is on record as head of the unit from that day, with that address. Nothing was changed.");

/// <summary>Everybody whom a change concerns is read before it is made (12.05(1)(i)(d)).</summary>
internal sealed record UnitMembersChanged()
    : Refusal("The members are not those that you read any more. Read them as they stand now, then record the change.");

internal sealed record NobodyChosen() : UnitUnfit("Tick at least one officer.");

/// <summary>Somebody left meanwhile, or never served here; which of them it is, is not said of another agency's officers.</summary>
internal sealed record NotOnRoster(int Officers) : Refusal(string.Create(
    CultureInfo.InvariantCulture,
    $"{Officers} of the officers you ticked {(Officers == 1 ? "does" : "do")} not serve at the agency today. Load the list again and tick those who do."));
