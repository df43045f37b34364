using Npgsql;
using Post.Testing;

namespace Post.Audit.Tests;

/// <summary>Nobody changes the log: the application has no right to, and a superuser is stopped by the trigger.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class AppendOnlyTests(PostDatabase database) : IClassFixture<PostDatabase>
{
    public static TheoryData<string> Changes =>
    [
        "update audit.event set action = 'other'",
        "update audit.payload set body = ''",
        "delete from audit.event",
        "delete from audit.payload",
        "truncate audit.event",
        "truncate audit.event, audit.payload",
        "merge into audit.event e using (select 1) s on true when matched then delete",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public Task App_IsRefused(string sql) => AssertRefusedAsync(database.App, sql);

    [Theory]
    [MemberData(nameof(Changes))]
    public Task Superuser_IsRefused(string sql) => AssertRefusedAsync(database.Superuser, sql, "append-only");

    // Triggers are silent in replica mode unless they are enabled always.
    [Theory]
    [MemberData(nameof(Changes))]
    public Task SuperuserInReplicaMode_IsRefused(string sql) =>
        AssertRefusedAsync(database.Superuser, $"set session_replication_role = replica; {sql}", "append-only");

    [Fact]
    public async Task Partition_IsRefusedAsItsParent()
    {
        var partition = await ScalarAsync<string>(
            "select c.oid::regclass::text from pg_class c where c.relispartition and c.relkind = 'r' and c.relname like 'event\\_%' order by 1 limit 1");

        await AssertRefusedAsync(database.Superuser, $"set session_replication_role = replica; delete from {partition}", "append-only");
        await AssertRefusedAsync(database.Superuser, $"truncate {partition}", "append-only");
    }

    private async Task AssertRefusedAsync(string connection, string sql, string words = "")
    {
        await AppendOneAsync();
        var before = await ScalarAsync<long>("select count(*) from audit.event");
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Contains(words, refused.MessageText);
        Assert.Equal(before, await ScalarAsync<long>("select count(*) from audit.event"));
    }

    private async Task AppendOneAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.App);
        await using var connection = await source.OpenConnectionAsync();
        await AuditStore.AppendAsync(connection, [Events.Full() with { Id = Guid.NewGuid() }], CancellationToken.None);
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
