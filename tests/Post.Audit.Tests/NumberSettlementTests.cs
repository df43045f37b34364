using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.Audit.Tests.Tampering;
using Post.Testing;
using Post.Verifier.Checks;

namespace Post.Audit.Tests;

/// <summary>A number that could not be written is declared void, so that a hole in the count means a removed event or a death.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class NumberSettlementTests
{
    [Fact]
    public async Task LogAwayForAWhile_LeavesNoHole()
    {
        await using var log = await SealedLog.CreateAsync();
        await using var source = NpgsqlDataSource.Create(log.Database.App);
        var producer = new AuditProducer("app@away", TimeProvider.System);
        await using var writer = new AuditWriter(source, NullLogger<AuditWriter>.Instance, producer);
        var settlement = new NumberSettlement(source, producer, writer, TimeProvider.System);
        await writer.WriteAsync(Of(producer));
        await OnServerAsync($"alter database {log.Database.Name} with allow_connections false");
        await OnServerAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{log.Database.Name}'");
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<AuditUnavailableException>(() => writer.WriteAsync(Of(producer)));
        await Assert.ThrowsAnyAsync<Exception>(() => settlement.SettleAsync(TimeSpan.Zero, default));
        await OnServerAsync($"alter database {log.Database.Name} with allow_connections true");
        await writer.WriteAsync(Of(producer));

        Assert.Equal(0, await settlement.SettleAsync(TimeSpan.FromMinutes(1), default));
        Assert.Equal(3, await settlement.SettleAsync(TimeSpan.Zero, default));
        Assert.Equal(0, await settlement.SettleAsync(TimeSpan.Zero, default));

        await log.SealAsync();
        Assert.Equal(3, await log.AskAsync<long>("select count(*) from audit.event where action = 'log.number-void' and outcome = 'Error'"));
        Found.Nothing(await log.VerifyAsync());
        Assert.Empty((await log.VerifyAsync()).Findings.Counts);
    }

    // The wire broke behind the commit: what is there is not declared away.
    [Fact]
    public async Task WrittenAfterAll_IsNotDeclared()
    {
        await using var log = await SealedLog.CreateAsync();
        await using var source = NpgsqlDataSource.Create(log.Database.App);
        var producer = new AuditProducer("app@wire", TimeProvider.System);
        await using var writer = new AuditWriter(source, NullLogger<AuditWriter>.Instance, producer);
        var written = Of(producer);
        await writer.WriteAsync(written);

        producer.Lose(written.Stamp, written.Id);
        Assert.Equal(0, await new NumberSettlement(source, producer, writer, TimeProvider.System).SettleAsync(TimeSpan.Zero, default));

        Assert.Empty(producer.Lost);
        Assert.Equal(1, await log.AskAsync<long>("select count(*) from audit.event"));
    }

    [Fact]
    public async Task DiedWithNumbersInHandAndStartedAgain_IsAWarningOfItsOwn()
    {
        await using var log = await SealedLog.OfAsync(3);
        log.SkipNumber();
        await log.AppendAsync(2);
        log.StartAgain();
        await log.AppendAsync(2);
        await log.SealAsync();

        var verdict = await log.VerifyAsync();

        Assert.True(verdict.Findings.Sound, string.Join('\n', verdict.Findings.All));
        Assert.Equal((TamperClass.Unwritten, 3L), (verdict.Findings.First!.Class, verdict.Findings.First.Index));
        Assert.Equal(3, (int)verdict.Findings.First.Class);
    }

    [Theory]
    [InlineData("never started again")]
    [InlineData("lived on")]
    public async Task HoleThatALivingProducerWouldHaveSettled_IsAGap(string how)
    {
        await using var log = await SealedLog.OfAsync(3);
        log.SkipNumber();
        await log.AppendAsync(1);
        if (how == "lived on")
        {
            // Later in the same life by the database's clock, which is no part of what is hashed.
            var last = (await log.AppendAsync(1))[0];
            await log.TamperAsync($"""
                update audit.payload set at_db = at_db + interval '200 seconds' where event_id = '{last.Id}';
                update audit.event set at_db = at_db + interval '200 seconds' where id = '{last.Id}'
                """);
            log.StartAgain();
            await log.AppendAsync(1);
        }

        await log.SealAsync();

        Found.At(await log.VerifyAsync(), TamperClass.SequenceGap, 3);
    }

    // A warning never hides what was done on purpose.
    [Fact]
    public async Task DeathAndTampering_TellsTheTampering()
    {
        await using var log = await SealedLog.OfAsync(3);
        log.SkipNumber();
        await log.AppendAsync(2);
        log.StartAgain();
        await log.AppendAsync(2);
        await log.SealAsync();
        await log.TamperAsync($"delete from audit.payload where event_id = '{await log.EventAtAsync(5)}'");

        Found.At(await log.VerifyAsync(), TamperClass.PayloadMissing, 5);
    }

    private static AuditEvent Of(AuditProducer producer) =>
        Events.Full() with { Id = Guid.CreateVersion7(), At = TimeProvider.System.GetUtcNow(), Duration = TimeSpan.Zero, Stamp = producer.Next() };

    private static async Task OnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(await PostgresCluster.SuperuserAsync());
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
