using Npgsql;
using Post.Testing;

namespace Post.Audit.Tests;

/// <summary>When an event was written, and in which transaction, is the database's word and not the application's.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class StampTests(PostDatabase database) : IClassFixture<PostDatabase>
{
    private const string Rest = """
        schema_ver, id, producer, epoch, pseq, at_app, mono_us, clock_state, actor_kind, roles, break_glass, policy_ver, action, data_class,
        subject_ids, field_groups, outcome, duration_us, payload_digest, leaf_hash
        """;

    private const string Values = """
        1, gen_random_uuid(), 'p', now(), 1, now(), 0, 'x', 'Staff', '{}', false, 1, 'a', 'None', '{}', '{}', 'Ok', 0, '', ''
        """;

    [Theory]
    [InlineData("tx", "'1'::xid8")]
    [InlineData("tx", "pg_current_xact_id()")]
    [InlineData("at_db", "now() - interval '1 minute'")]
    [InlineData("at_db", "now() + interval '1 minute'")]
    [InlineData("at_db, tx", "now(), '1'::xid8")]
    public Task Chosen_IsRefused(string columns, string values) => RefusedAsync($"insert into audit.event ({columns}, {Rest}) values ({values}, {Values})");

    [Fact]
    public Task ChosenInReplicaMode_IsRefusedAsWell() => RefusedAsync("set session_replication_role = replica");

    [Fact]
    public async Task PartitionMadeLater_RefusesToo()
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using var make = superuser.CreateCommand("select audit.ensure_partitions(6)");
        await make.ExecuteNonQueryAsync();
        await using var count = superuser.CreateCommand("""
            select count(*) from pg_class c where c.relispartition and c.relkind = 'r' and c.relname like 'event\_%' and not exists (
              select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'event_has_its_own_time' and t.tgenabled = 'A')
            """);

        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    private async Task RefusedAsync(string sql)
    {
        await using var app = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.App) { Pooling = false }.ConnectionString);
        await using var command = app.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
