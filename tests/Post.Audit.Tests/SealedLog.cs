using Npgsql;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Sealer.Witness;
using Post.Testing;
using Post.Verifier;
using Post.Verifier.Sources;

namespace Post.Audit.Tests;

/// <summary>A log with its sealer, its witness and its verifier, and a superuser who means it ill.</summary>
internal sealed class SealedLog : IAsyncDisposable
{
    public const string Origin = "post.test/log";

    private DateTimeOffset _epoch = CanonicalEncoder.Rounded(TimeProvider.System.GetUtcNow().AddHours(-1));
    private long _sequence;

    private SealedLog(PostDatabase database, string folder)
    {
        (Database, Folder) = (database, folder);
        KeyFile = Path.Combine(folder, "sealer.pem");
        WitnessRoot = Path.Combine(folder, "witness");
        SigningKey.Generate(KeyFile);
        Key = SigningKey.Load(KeyFile, Origin);
    }

    public PostDatabase Database { get; }

    public string Folder { get; }

    public string KeyFile { get; }

    public string WitnessRoot { get; }

    public SigningKey Key { get; set; }

    public List<AuditEvent> Appended { get; } = [];

    public static async Task<SealedLog> CreateAsync() =>
        new(await PostDatabase.CreateAsync(), Directory.CreateTempSubdirectory("post-log-").FullName);

    /// <summary>Events in groups, each group sealed by itself and shown to the witness.</summary>
    public static async Task<SealedLog> OfAsync(params int[] groups)
    {
        var log = await CreateAsync();
        foreach (var group in groups)
        {
            await log.AppendAsync(group);
            await log.SealAsync();
        }

        return log;
    }

    public AuditEvent Next()
    {
        _sequence++;
        var since = TimeSpan.FromMilliseconds(_sequence);
        return Events.Full() with
        {
            Id = Guid.CreateVersion7(_epoch + since),
            At = _epoch + since,
            Duration = TimeSpan.Zero,
            Stamp = new ProducerStamp("app@test", _epoch, _sequence, CanonicalEncoder.Microseconds(since)),
        };
    }

    /// <summary>A number that its process took and did not come to write.</summary>
    public void SkipNumber() => _sequence++;

    /// <summary>The process died and was started again: its count begins anew.</summary>
    public void StartAgain() => (_epoch, _sequence) = (_epoch.AddMinutes(30), 0);

    /// <summary>Each event in a transaction of its own.</summary>
    public async Task<IReadOnlyList<AuditEvent>> AppendAsync(int count)
    {
        await using var connection = Connect(Database.App);
        await connection.OpenAsync();
        var events = Enumerable.Range(0, count).Select(_ => Next()).ToList();
        foreach (var e in events) await AuditStore.AppendAsync(connection, [e], CancellationToken.None);
        Appended.AddRange(events);
        return events;
    }

    /// <summary>Seals all that is there and shows it to the witness.</summary>
    public async Task<long> SealAsync()
    {
        await using var sealer = (await LogSealer.OpenAsync(Database.Sealer, Origin, Key, CancellationToken.None))!;
        var count = await SealAllAsync(sealer, Database);
        Assert.Null(await sealer.WitnessAsync(Witness(), CancellationToken.None));
        return count;
    }

    // Transaction numbers are the whole server's: a test beside this one that is in the middle of something holds the seal
    // back, and a round begun meanwhile would seal half of a group. So nothing is sealed before all of it can be.
    public static async Task<long> SealAllAsync(LogSealer sealer, PostDatabase database)
    {
        await using var connection = Connect(database.Superuser);
        await connection.OpenAsync();
        await using var held = new NpgsqlCommand(
            "select count(*) from audit.event where id not in (select event_id from audit.leaf) and tx >= pg_snapshot_xmin(pg_current_snapshot())",
            connection);
        for (var tries = 0; tries < 2_400; tries++)
        {
            if ((long)(await held.ExecuteScalarAsync())! == 0) return await sealer.RoundAsync(CancellationToken.None);
            await Task.Delay(50);
        }

        throw new TimeoutException("Something on the server held the seal back for two minutes.");
    }

    public FileWitness Witness() => FileWitness.Open(WitnessRoot, Origin, TimeProvider.System);

    public Task<Verdict> VerifyAsync(bool witness = true) => VerifyAsync(Database, witness);

    /// <summary>Verifies another database that claims to be this log.</summary>
    public async Task<Verdict> VerifyAsync(PostDatabase database, bool witness = true)
    {
        await using var source = await DatabaseSource.OpenAsync(database.Verifier, CancellationToken.None);
        return await Verification.RunAsync(source, Options(witness), CancellationToken.None);
    }

    public VerifyOptions Options(bool witness = true) => new()
    {
        Witness = witness ? FileWitness.FolderOf(WitnessRoot, Origin) : null,
        Lag = TimeSpan.Zero,
    };

    public Task TamperAsync(string sql) => TamperAsync(Database, sql);

    /// <summary>As the owner of the server: guards put to sleep, the change made, guards woken again so that nothing shows.</summary>
    public static async Task TamperAsync(PostDatabase database, string sql)
    {
        await using var superuser = Connect(database.Superuser);
        await superuser.OpenAsync();
        await RunAsync(superuser, Guards("disable trigger"));
        await RunAsync(superuser, sql);
        await RunAsync(superuser, Guards("enable always trigger"));
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = Connect(Database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The event that stands at a place of the order.</summary>
    public async Task<Guid> EventAtAsync(long index) => await AskAsync<Guid>($"select event_id from audit.leaf where idx = {index}");

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Without a pool: copying a database cuts whoever is connected to it.</summary>
    public static NpgsqlConnection Connect(string connection) =>
        new(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);

    private static string Guards(string act) => $$"""
        do $do$
        declare t record;
        begin
          for t in select tgrelid::regclass as owner, tgname from pg_trigger
            where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'audit'::regnamespace) loop
            execute format('alter table only %s {{act}} %I', t.owner, t.tgname);
          end loop;
        end $do$
        """;

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
