using Post.Kernel.Requests;

namespace Post.Certification.Contracts;

/// <summary>In which capacity somebody acts for a law enforcement agency (12.04(5)-(6), 12.06); the first outranks the next.</summary>
public enum MemberCapacity
{
    Head,
    Liaison,
    Clerk,
}

/// <summary>An agency for which an account acts today, and as what.</summary>
public sealed record ActsFor(Guid AgencyId, string Agency, MemberCapacity Capacity);

/// <summary>What is known of who acts for agencies, by the account with which they sign in.</summary>
public interface IAgencyMembers
{
    /// <summary>Each agency once, in the highest capacity held there today.</summary>
    Task<IReadOnlyList<ActsFor>> OfAccountAsync(Guid account, CancellationToken ct);

    /// <summary>
    /// Makes accounts of a demonstration the members of its largest agency, where nobody acts for it yet; told by the event of
    /// the command that asks.
    /// </summary>
    Task AppointForDemoAsync(IReadOnlyList<DemoMember> members, CancellationToken ct);
}

/// <summary>An account of a demonstration and what it acts as.</summary>
public sealed record DemoMember(Guid AccountId, string Name, MemberCapacity Capacity);

/// <summary>How a member comes in: the link goes by mail, the code by another way. Null where the account opens already.</summary>
public sealed record PortalInvitation(Guid AccountId, string? Link, string? Code, DateOnly? LastDay);

/// <summary>Asks the host for the accounts of members; it alone keeps accounts.</summary>
public interface IMemberAccounts
{
    /// <summary>The account of an electronic mail address, made where there is none, with the role of the capacity.</summary>
    Task<Result<PortalInvitation>> OpenAsync(string email, string name, MemberCapacity capacity, CancellationToken ct);

    /// <summary>Takes the role of the capacity from an account that holds it nowhere any more; what is open ends in any case.</summary>
    Task CloseAsync(Guid account, MemberCapacity capacity, bool heldElsewhere, CancellationToken ct);
}
