using System.Collections.Frozen;
using Post.Audit;

namespace Post.Kernel.Access;

/// <summary>
/// What must be known before somebody may look at persons (8.07(5)): whether the duties are acknowledged, to whom the account
/// is tied, on which matters it works. The kernel asks and does not know who keeps it. An answer may be half a minute old.
/// </summary>
public interface IAccessFacts
{
    ValueTask<AccountFacts> OfAccountAsync(Guid account, CancellationToken ct);

    /// <summary>Null where nothing is known under the number.</summary>
    ValueTask<MatterFacts?> OfMatterAsync(string number, CancellationToken ct);

    /// <summary>Every agency that each of these persons serves or served; a person not known has none.</summary>
    ValueTask<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>> EmployersAsync(IReadOnlyCollection<Guid> persons, CancellationToken ct);
}

/// <summary>What is known of an account. Persons stand here under every number by which they are known.</summary>
public sealed record AccountFacts
{
    /// <summary>Whether the duties of 8.07(5) were read and acknowledged within the year, in the text in force.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>The account's own person.</summary>
    public IReadOnlySet<Guid> Self { get; init; } = FrozenSet<Guid>.Empty;

    public IReadOnlySet<Guid> Family { get; init; } = FrozenSet<Guid>.Empty;

    /// <summary>Agencies for which the account's holder works or worked.</summary>
    public IReadOnlySet<Guid> Agencies { get; init; } = FrozenSet<Guid>.Empty;

    public TieRules Ties { get; init; } = TieRules.Strictest;

    /// <summary>Looks opened for a while: by breaking the glass, or by a second person's approval.</summary>
    public IReadOnlyList<Passage> Passages { get; init; } = [];

    /// <summary>Open matters on which the account works.</summary>
    public IReadOnlyList<MatterChoice> Matters { get; init; } = [];
}

/// <summary>A matter as it is offered to whoever works on it; its title names no person.</summary>
public sealed record MatterChoice(string Number, string Kind, string Title);

/// <summary>A matter as far as a look depends on it.</summary>
public sealed record MatterFacts
{
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required bool Open { get; init; }

    /// <summary>Accounts that work on it, and whether somebody else put them there.</summary>
    public required IReadOnlyDictionary<Guid, bool> Assigned { get; init; }

    /// <summary>Parties, under every number by which they are known.</summary>
    public required IReadOnlySet<Guid> Persons { get; init; }

    /// <summary>Agencies that are parties: with them everybody who serves or served there.</summary>
    public required IReadOnlySet<Guid> Agencies { get; init; }

    public bool Holds(Guid person, IReadOnlySet<Guid> employers) => Persons.Contains(person) || Agencies.Overlaps(employers);
}

/// <summary>How a look was opened that the rules alone would refuse.</summary>
public enum PassageKind
{
    /// <summary>By the person alone, for an emergency, reviewed afterwards.</summary>
    BrokenGlass,

    /// <summary>By a second person, beforehand.</summary>
    Approval,
}

/// <summary>A look at one person opened until an instant (UTC), and the words that opened it.</summary>
public sealed record Passage(PassageKind Kind, IReadOnlySet<Guid> Persons, DateTimeOffset Until, string Words)
{
    public bool Opens(Guid person, DateTimeOffset now) => now < Until && Persons.Contains(person);
}

/// <summary>What makes a look across a tie possible at all; dated data.</summary>
/// <param name="WordsInMatter">With so many own words in an open matter of which the subject is a party; null: never.</param>
/// <param name="ApprovalOpens">Whether a second person may open it.</param>
public sealed record TieRule(int? WordsInMatter, bool ApprovalOpens)
{
    public static readonly TieRule Never = new(null, false);
}

/// <summary>The rules for oneself, one's family, and officers of an agency where one worked.</summary>
public sealed record TieRules(TieRule Self, TieRule Family, TieRule Agency)
{
    public static readonly TieRules Strictest = new(TieRule.Never, TieRule.Never, TieRule.Never);
}

/// <summary>What the keeper of accounts tells of one.</summary>
public sealed record AccountIdentity(Guid Id, string Name, ActorKind Kind, Guid? PersonId, Guid? AgencyId);

/// <summary>Asks the host who is behind an account.</summary>
public interface IAccountDirectory
{
    Task<AccountIdentity?> FindAsync(Guid account, CancellationToken ct);

    /// <summary>Account to the person of the record who holds it; accounts of nobody in the record are left out.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> PersonsAsync(IReadOnlyCollection<Guid> accounts, CancellationToken ct);
}
