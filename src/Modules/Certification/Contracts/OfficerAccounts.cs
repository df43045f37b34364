using Post.Kernel.Requests;

namespace Post.Certification.Contracts;

/// <summary>An officer who is invited, under every number that is theirs, and the address at which.</summary>
public sealed record OfficerToInvite(OfficerMembers Person, string Name, string Email);

/// <summary>The account of an officer: under which address, and whether its holder has opened it.</summary>
public sealed record OfficerAccount(Guid AccountId, string Email, bool Opened);

/// <summary>Asks the host for the accounts of officers; it alone keeps accounts.</summary>
public interface IOfficerAccounts
{
    /// <summary>Null where nobody was invited, or the account was closed.</summary>
    Task<OfficerAccount?> FindAsync(OfficerMembers person, CancellationToken ct);

    /// <summary>An account tied to the person, made where there is none; one that nobody opened yet goes to the new address.</summary>
    Task<Result<PortalInvitation>> OpenAsync(OfficerToInvite officer, CancellationToken ct);
}

/// <summary>With whose eyes a demonstration shows an officer's own portal.</summary>
public interface IDemoOfficer
{
    /// <summary>Null while the record holds no officer.</summary>
    Task<Guid?> FindAsync(CancellationToken ct);
}
