using Post.Kernel.Access;

namespace Post.Testing;

/// <summary>
/// What the gate is told in tests that are about other things: everybody has acknowledged and is tied to nobody, and works on
/// one open matter of each kind, to which everybody in the record is a party. Tests of access itself ask the real register.
/// </summary>
public sealed class OpenAccess : IAccessFacts
{
    private const string Prefix = "TEST-";

    // Everybody serves there, and it is a party of every matter.
    private static readonly HashSet<Guid> s_everywhere = [new("a6a60000-0000-4000-8000-000000000001")];

    /// <summary>The number of the open matter of a kind.</summary>
    public static string MatterOf(string kind) => Prefix + kind;

    public ValueTask<AccountFacts> OfAccountAsync(Guid account, CancellationToken ct) =>
        ValueTask.FromResult(new AccountFacts { Acknowledged = true });

    public ValueTask<MatterFacts?> OfMatterAsync(string number, CancellationToken ct) =>
        ValueTask.FromResult(number.StartsWith(Prefix, StringComparison.Ordinal) ? Matter(number) : null);

    public ValueTask<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>> EmployersAsync(IReadOnlyCollection<Guid> persons, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>>(
            persons.Distinct().ToDictionary(p => p, _ => (IReadOnlySet<Guid>)s_everywhere));

    private static MatterFacts Matter(string number) => new()
    {
        Number = number,
        Kind = number[Prefix.Length..],
        Open = true,
        Assigned = new Everybody(),
        Persons = new HashSet<Guid>(),
        Agencies = s_everywhere,
    };

    private sealed class Everybody : Dictionary<Guid, bool>, IReadOnlyDictionary<Guid, bool>
    {
        bool IReadOnlyDictionary<Guid, bool>.this[Guid key] => true;

        bool IReadOnlyDictionary<Guid, bool>.ContainsKey(Guid key) => true;
    }
}
