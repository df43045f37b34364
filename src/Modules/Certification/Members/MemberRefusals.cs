using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Members;

/// <summary>A designee must be a member of the agency, not an outsider (12.06(1), 12.03(2)).</summary>
internal sealed record LiaisonNotMember(string OfficerNumber) : Refusal(
    $"Nobody under officer number {OfficerNumber} is on record as serving at this agency. Give the number of one of its officers, or enter the person as an employee or contractor.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Correspondence needs an address (12.06(2)(a)), and without one nobody can be invited.</summary>
internal sealed record EmailRequired() : Refusal("Give the member's electronic mail address: correspondence and the invitation go there (555 CMR 12.06(2)(a)).")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record EmailInvalid() : Refusal("That is no electronic mail address; one is written name@host.example.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>An agency has one head at a time.</summary>
internal sealed record HeadOnRecord(string Name) : Refusal($"{Name} is on record as head for some of those days. End that first.");

internal sealed record AppointedAlready(string Name, MemberCapacity Capacity)
    : Refusal($"{Name} is on record as {CapacityWords.Of(Capacity)} for some of those days. End that first, or choose other days.");

/// <summary>The address belongs to another member of the agency; two persons never share an account.</summary>
internal sealed record EmailOfAnother(string Name)
    : Refusal($"That address is on record for {Name}. Each member has an address of their own.");

internal sealed record AreaUnknown(string Area) : Refusal($"“{Area}” is not an area of exchange with the Commission.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record EndedAlready() : Refusal("Its last day is on record already. Nothing was changed.");

internal sealed record EndsBeforeItBegins(DateOnly BeginsOn) : Refusal($"It began on {BeginsOn:MMMM d, yyyy}; the last day cannot be before that.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The account acts for several agencies, or for none, and has not said for which.</summary>
internal sealed record NoAgencyChosen()
    : Refusal("Choose the agency for which you act. If none is offered, ask the head of your agency, or the Commission, to designate you."), IOffersWays
{
    public override RefusalKind Kind => RefusalKind.Forbidden;

    public IEnumerable<Way> Ways => [new("Choose the agency", PortalPages.Choose)];
}

/// <summary>Nothing on record lets the account act for that agency today.</summary>
internal sealed record NotActingForAgency() : Refusal("You are not on record as acting for this agency today. Its head, or the Commission, can designate you."), IOffersWays
{
    public override RefusalKind Kind => RefusalKind.Forbidden;

    public IEnumerable<Way> Ways => [new("Choose the agency", PortalPages.Choose)];
}

/// <summary>What only some may sign for their agency (requirements of 12.04(5)-(6), 12.06(2)(f)).</summary>
internal sealed record SignatoryNotAuthorised(MemberCapacity Capacity)
    : Refusal($"This is not for an agency's {CapacityWords.Of(Capacity)} to do. The head of the agency, or where the text allows it the liaison, does it.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Of another agency's officers nothing is said, not even that they exist.</summary>
internal sealed record NoOfficerServesHere(string OfficerNumber) : Refusal(
    $"Nobody under officer number {OfficerNumber} is on record as serving at this agency. Give the number of one of its officers.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Addresses of the agency portal.</summary>
internal static class PortalPages
{
    public const string Home = "/agency";
    public const string Choose = "/agency/choose";
    public const string People = "/agency/people";
    public const string Roster = "/agency/roster";
    public const string Attest = "/agency/roster/attest";
    public const string Applications = "/agency/applications";
    public const string Reports = "/agency/reports";
    public const string Statements = "/agency/statements";
    public const string Notices = "/agency/notices";
    public const string Work = "/agency/work";
    public const string Instructions = "/agency/instructions";
    public const string Schools = "/agency/schools";
    public const string Units = "/agency/units";
    public const string Records = "/agency/records";
    public const string RecordAccess = "/agency/records/access";
}

/// <summary>The capacities in words.</summary>
internal static class CapacityWords
{
    public static string Of(MemberCapacity capacity) => capacity switch
    {
        MemberCapacity.Head => "head of the agency",
        MemberCapacity.Liaison => "liaison",
        MemberCapacity.Clerk => "clerk",
        _ => throw new ArgumentOutOfRangeException(nameof(capacity)),
    };
}
