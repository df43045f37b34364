namespace Post.Kernel.Notices;

/// <summary>To whom a notice goes; 12.11 speaks of the first three and says nothing of others.</summary>
public enum AddresseeKind
{
    LawEnforcementAgency,
    Officer,
    UnitHead,
    OtherPerson,
}

/// <summary>One addressee, by the id that its module gives it and the name it has on the day.</summary>
public sealed record Addressee(AddresseeKind Kind, Guid Id, string Name);

/// <summary>Where a module that knows addressees of some kind answers for their names.</summary>
public interface IAddressees
{
    AddresseeKind Kind { get; }

    Task<Addressee?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>At most fifty, by any part of a name.</summary>
    Task<IReadOnlyList<Addressee>> SearchAsync(string text, CancellationToken ct);
}
