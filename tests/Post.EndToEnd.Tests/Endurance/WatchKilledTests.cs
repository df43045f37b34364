using Npgsql;
using Post.Audit;
using Post.EndToEnd.Tests.Running;
using Post.Testing;

namespace Post.EndToEnd.Tests.Endurance;

/// <summary>A site that follows the log is killed in the middle of a stretch, again and again: each alert once, and none missing.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class WatchKilledTests : IAsyncLifetime
{
    // Over three looks a day under a purpose that needs a matter, without one: the rule “no-matter”, once for an account and day.
    private const int LooksEach = 4;
    private const int ActorsEach = 600;

    private const string Looked = "select count(*) from access_review.actor_day where looks = 4 and subjects = 4";

    private const string Watching = """
        select count(*) from pg_locks l join pg_class c on c.oid = l.relation
        where c.relname = 'watch_cursor' and l.mode = 'RowShareLock' and l.granted and l.database = (select oid from pg_database where datname = current_database())
        """;

    private readonly PostDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("post-watch-").FullName;
    private readonly AuditProducer _producer = new("simulated", TimeProvider.System);
    private readonly List<Guid> _actors = [];

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public Task KilledTwice_EachAlertOnceAndNoneMissing() => KilledAsync(kills: 2);

    [Fact]
    [Trait("Category", "Soak")]
    public Task KilledTwentyTimes_EachAlertOnceAndNoneMissing() => KilledAsync(kills: 20);

    private async Task KilledAsync(int kills)
    {
        var settings = Installation.SettingsOf(_database, _folder);
        var dice = new Random(20);
        var midway = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await MisuseAsync();
            await using var site = await SiteProcess.BeginAsync(settings);
            // The lock stands while a stretch is looked at and raised; with it the transaction dies.
            for (var i = 0; i < 6000 && await ScalarAsync(Watching) == 0; i++) await Task.Delay(10);
            await Task.Delay(dice.Next(120));
            midway += await ScalarAsync(Watching) > 0 ? 1 : 0;
            await site.KillAsync();
        }

        await MisuseAsync();
        await using (await SiteProcess.StartAsync(settings))
        {
            // An alert comes with the first looks of an account; the last ones may lie in the next stretch.
            for (var i = 0; i < 300 && await ScalarAsync(Looked) < _actors.Count; i++) await Task.Delay(200);
        }

        Assert.Equal(_actors.Count, await RaisedAsync());
        Assert.Equal(_actors.Count, await ScalarAsync("select count(*) from access_review.alert where rule_code = 'no-matter'"));
        Assert.Equal(_actors.Count, await ScalarAsync(Looked));
        // If no kill fell into a stretch, nothing was proved.
        Assert.True(midway > 0, "No kill fell into a stretch.");
    }

    private async Task MisuseAsync()
    {
        var at = TimeProvider.System.GetUtcNow();
        var fresh = Enumerable.Range(0, ActorsEach).Select(_ => Guid.NewGuid()).ToList();
        _actors.AddRange(fresh);
        await using var connection = new NpgsqlConnection(_database.App);
        await connection.OpenAsync();
        foreach (var some in fresh.SelectMany(who => Enumerable.Range(0, LooksEach).Select(_ => Look(who, at))).Chunk(500))
        {
            await AuditStore.AppendAsync(connection, some, default);
        }
    }

    private AuditEvent Look(Guid who, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        Stamp = _producer.Next(),
        At = at,
        Actor = new AuditActor(who, ActorKind.Staff, $"Account {who:N}", ["StdStaff"]) { IpPrefix = "192.0.2.0/24" },
        Reason = new AuditReason("investigation", null, null, false, 1),
        Action = "officer.opened",
        DataClass = DataClass.Personal,
        SubjectIds = [Guid.NewGuid()],
        FieldGroups = ["identity"],
        RowCount = 1,
        Outcome = AuditOutcome.Ok,
        Duration = TimeSpan.FromMilliseconds(4),
    };

    private Task<long> RaisedAsync() => ScalarAsync("select count(distinct actor_id) from access_review.alert where rule_code = 'no-matter'");

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
