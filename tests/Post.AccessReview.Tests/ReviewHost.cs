using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.AccessReview.Watch;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>The product with a register of officers and a table of accounts that a test fills, and a log that it writes into.</summary>
public sealed class ReviewHost : ModuleHost
{
    /// <summary>Whether a transaction of any database of the server holds back what was written.</summary>
    public const string HeldBack = "select exists (select from audit.event where tx >= pg_snapshot_xmin(pg_current_snapshot()))";

    private readonly AuditProducer _producer = new("simulated", TimeProvider.System);

    internal FakeOfficers Officers { get; } = new();

    internal FakeAccounts Accounts { get; } = new();

    /// <summary>Where simulated people begin: a Wednesday morning in Massachusetts.</summary>
    public static DateTimeOffset Morning { get; } = new(2026, 6, 10, 13, 0, 0, TimeSpan.Zero);

    /// <summary>Makes the clock agree with the database's own, by which the log is searched.</summary>
    public void UseRealTime() => Clock.Set(TimeProvider.System.GetUtcNow());

    /// <summary>Writes acts as the product does, each with its own clock time.</summary>
    public async Task WriteAsync(params IReadOnlyList<AuditEvent> events)
    {
        await using var connection = new NpgsqlConnection(Database.App);
        await connection.OpenAsync();
        foreach (var chunk in events.Chunk(500)) await AuditStore.AppendAsync(connection, chunk, default);
    }

    /// <summary>Lets the watch follow the log to its end, when no transaction of any database of the server holds it back.</summary>
    public async Task WatchAsync()
    {
        while (await ScalarAsync<bool>(HeldBack)) await Task.Delay(50);
        await WatchSoFarAsync();
    }

    /// <summary>Lets the watch follow the log as far as it can now.</summary>
    public Task WatchSoFarAsync() => LogWatchPump.CatchUpAsync(Services, default);

    public Task<IReadOnlyList<string>> RulesRaisedAsync(Guid actor) => RowsAsync(
        "select rule_code from access_review.alert where actor_id = $1 and rule_code is not null order by 1", r => r.GetString(0), actor);

    internal AuditEvent Act(Actor who, DateTimeOffset at, string action, DataClass data, params Guid[] subjects) => new()
    {
        Id = Guid.CreateVersion7(at),
        Stamp = _producer.Next(),
        At = at,
        Actor = new AuditActor(who.Account, who.Kind, who.Name, who.Roles) { SessionId = who.Session, IpPrefix = who.Place },
        Reason = new AuditReason(who.Purpose, who.Matter, who.Reason, who.BreakGlass, 1),
        Action = action,
        DataClass = data,
        SubjectIds = subjects,
        FieldGroups = ["identity"],
        RowCount = subjects.Length,
        Outcome = AuditOutcome.Ok,
        Duration = TimeSpan.FromMilliseconds(4),
    };

    internal AuditEvent Open(Actor who, DateTimeOffset at, Guid officer) => Act(who, at, "officer.opened", DataClass.Personal, officer);

    internal AuditEvent Search(Actor who, DateTimeOffset at, params Guid[] officers) => Act(who, at, "officers.listed", DataClass.Personal, officers);

    protected override void Arrange(IServiceCollection services)
    {
        services.AddSingleton<IOfficerDirectory>(Officers);
        services.AddSingleton<IAccountDirectory>(Accounts);
    }
}

/// <summary>A simulated person at work.</summary>
internal sealed record Actor(Guid Account, string Name, string Role)
{
    public IReadOnlyList<string> Roles { get; init; } = [Role];
    public ActorKind Kind { get; init; } = ActorKind.Staff;
    public Guid Session { get; init; } = Guid.NewGuid();
    public string Place { get; init; } = "192.0.2.0/24";
    public string? Purpose { get; init; } = "certification";
    public string? Matter { get; init; }
    public string? Reason { get; init; }
    public bool BreakGlass { get; init; }

    public static Actor Of(string name, string role = Post.Kernel.Access.Roles.CertStaff) => new(Guid.NewGuid(), name, role);
}

/// <summary>The officers there are, as the module that owns them would tell.</summary>
internal sealed class FakeOfficers : IOfficerDirectory
{
    private readonly Dictionary<Guid, OfficerFacts> _officers = [];
    private int _next = 1000;

    public Guid Add(string surname = "Vandermeer", string firstName = "Ida", params Guid[] agencies)
    {
        var id = Guid.CreateVersion7();
        _officers[id] = new OfficerFacts(
            id, $"9999-{_next++}", new OfficerName(firstName, surname, null), [], null, agencies.Length > 0 ? agencies[0] : null,
            null, null, null, null, false, new SourceFacts(Guid.Empty, "A list", true, new DateOnly(2026, 1, 1)))
        {
            Service = [.. agencies.Select(a => new ServiceSpell(a, null, null, true))],
        };
        return id;
    }

    public string NumberOf(Guid id) => _officers[id].OfficerNumber;

    public Task<IReadOnlyDictionary<string, Guid>> FindAsync(IReadOnlyCollection<string> officerNumbers, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, Guid>>(
            _officers.Values.Where(o => officerNumbers.Contains(o.OfficerNumber)).ToDictionary(o => o.OfficerNumber, o => o.PersonId));

    public Task<IReadOnlyDictionary<Guid, OfficerMembers>> MembersAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Guid, OfficerMembers>>(personIds.Distinct().ToDictionary(p => p, p => new OfficerMembers(p, [p])));

    public Task<IReadOnlyList<OfficerFacts>> FactsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OfficerFacts>>([.. personIds.Distinct().Where(_officers.ContainsKey).Select(p => _officers[p])]);

    public Task<IReadOnlyList<Guid>> ListAsync(Guid? after, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Guid>>([.. _officers.Keys.Order().Where(k => after is null || k > after).Take(limit)]);

    public Task<IReadOnlyList<Guid>> SearchAsync(string words, int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<Guid>>(
    [
        .. _officers.Values
            .Where(o => o.OfficerNumber.StartsWith(words, StringComparison.Ordinal) || o.Name.Surname.StartsWith(words, StringComparison.OrdinalIgnoreCase))
            .Take(limit).Select(o => o.PersonId),
    ]);
}

/// <summary>Which account is whose.</summary>
internal sealed class FakeAccounts : IAccountDirectory
{
    private readonly Dictionary<Guid, Guid> _persons = [];

    public void Tie(Guid account, Guid person) => _persons[account] = person;

    public Task<AccountIdentity?> FindAsync(Guid account, CancellationToken ct) => Task.FromResult(
        _persons.TryGetValue(account, out var person) ? new AccountIdentity(account, "The holder", ActorKind.Officer, person, null) : null);

    public Task<IReadOnlyDictionary<Guid, Guid>> PersonsAsync(IReadOnlyCollection<Guid> accounts, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Guid, Guid>>(_persons.Where(p => accounts.Contains(p.Key)).ToDictionary());
}
