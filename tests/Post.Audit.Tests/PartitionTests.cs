using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.Testing;

namespace Post.Audit.Tests;

/// <summary>The log's months: made ahead, and never replaced by a place where events would be overlooked.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class PartitionTests : IAsyncLifetime
{
    private readonly PostDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task FreshDatabase_HasThisMonthAndThreeMore()
    {
        var today = TimeProvider.System.GetUtcNow();
        var expected = Enumerable.Range(0, 4).Select(i => $"event_{today.AddDays(1 - today.Day).AddMonths(i):yyyyMM}").ToList();

        Assert.Equal(expected, await PartitionsAsync("event"));
        Assert.Equal(expected.Select(e => e.Replace("event", "payload", StringComparison.Ordinal)), await PartitionsAsync("payload"));
    }

    [Fact]
    public async Task EnsuredAgain_MakesOnlyWhatIsMissing()
    {
        Assert.Equal(0, await ScalarAsync<int>(_database.App, "select audit.ensure_partitions(3)"));
        Assert.Equal(4, await ScalarAsync<int>(_database.App, "select audit.ensure_partitions(5)"));
        Assert.Equal(6, (await PartitionsAsync("event")).Count);
    }

    [Fact]
    public async Task Default_DoesNotExist() => Assert.Equal(0, await ScalarAsync<long>(_database.Superuser,
        "select count(*) from pg_class where relispartition and pg_get_expr(relpartbound, oid) = 'DEFAULT'"));

    [Fact]
    public async Task MonthMissing_WriterRefuses()
    {
        foreach (var partition in (await PartitionsAsync("event")).Concat(await PartitionsAsync("payload")))
        {
            await ScalarAsync<object?>(_database.Superuser, $"drop table audit.{partition}");
        }

        await using var source = NpgsqlDataSource.Create(_database.App);
        await using var writer = new AuditWriter(source, NullLogger<AuditWriter>.Instance);

        await Assert.ThrowsAsync<AuditUnavailableException>(() => writer.WriteAsync(Events.Full()));

        Assert.Equal(8, await ScalarAsync<int>(_database.App, "select audit.ensure_partitions(3)"));
        await writer.WriteAsync(Events.Full());
        Assert.Equal(1, await ScalarAsync<long>(_database.Superuser, "select count(*) from audit.event"));
    }

    private async Task<IReadOnlyList<string>> PartitionsAsync(string parent)
    {
        await using var source = NpgsqlDataSource.Create(_database.Superuser);
        await using var command = source.CreateCommand(
            "select relid::regclass::text from pg_partition_tree(('audit.' || $1)::regclass) where isleaf order by 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parent });
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0).Split('.')[1]);
        return names;
    }

    private static async Task<T> ScalarAsync<T>(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
