using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Facts;

/// <summary>
/// Tells the gate what the register holds, from memory where it can. It reads in a scope of its own: what the request's own
/// transaction has not committed yet is no ground for a look.
/// </summary>
internal sealed class AccessMemory(IServiceScopeFactory scopes, TimeProvider clock) : IAccessFacts
{
    private readonly Remembered<Guid, AccountFacts> _accounts = new(clock);
    private readonly Remembered<string, MatterFacts?> _matters = new(clock);
    private readonly Remembered<Guid, IReadOnlySet<Guid>> _employers = new(clock);

    public ValueTask<AccountFacts> OfAccountAsync(Guid account, CancellationToken ct) =>
        _accounts.GetAsync(account, id => ReadAsync(reader => reader.OfAccountAsync(id, ct)));

    public ValueTask<MatterFacts?> OfMatterAsync(string number, CancellationToken ct) =>
        _matters.GetAsync(number, n => ReadAsync(reader => reader.OfMatterAsync(n, ct)));

    public async ValueTask<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>> EmployersAsync(
        IReadOnlyCollection<Guid> persons, CancellationToken ct)
    {
        var known = new Dictionary<Guid, IReadOnlySet<Guid>>();
        var unknown = new List<Guid>();
        foreach (var person in persons.Distinct())
        {
            if (_employers.TryGet(person, out var agencies)) known[person] = agencies;
            else unknown.Add(person);
        }

        if (unknown.Count == 0) return known;
        var read = await ReadAsync(reader => reader.EmployersAsync(unknown, ct));
        foreach (var (person, agencies) in read) known[person] = _employers.Keep(person, agencies);
        return known;
    }

    public void ForgetAccount(Guid account) => _accounts.Forget(account);

    public void ForgetMatter(string number) => _matters.Forget(number);

    private async Task<T> ReadAsync<T>(Func<AccessFactsReader, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        // Asked by the gate itself, before the request it judges has a session.
        scope.ServiceProvider.GetRequiredService<AuditTicket>().OpenForBooks();
        return await read(scope.ServiceProvider.GetRequiredService<AccessFactsReader>());
    }
}
