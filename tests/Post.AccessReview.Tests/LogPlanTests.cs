using System.Text.RegularExpressions;
using Npgsql;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>Two hundred thousand events over a year: no question of a reviewer walks a month of them from end to end.</summary>
[Trait("Clause", "8.07(5)")]
public sealed partial class LogPlanTests(FilledLog log) : IClassFixture<FilledLog>
{
    private static readonly DateOnly s_to = FilledLog.To;

    public static TheoryData<string> Questions => ["plain", "actor", "subject", "matter", "purpose", "action", "denied", "glass", "actor-denied", "class"];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Search_UsesAnIndexInEachMonthAndLooksAtTwoOnly(string question)
    {
        var filter = Of(question);

        var plan = await ExplainAsync(AccessLog.PageSql(filter, null, 51));
        var next = await ExplainAsync(AccessLog.PageSql(filter, new LogCursor(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero), Guid.NewGuid()), 51));

        Assert.DoesNotContain("Seq Scan", plan + next, StringComparison.Ordinal);
        Assert.DoesNotContain("event_202609", plan + next, StringComparison.Ordinal);
        Assert.Contains("event_202611", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FollowingTheLog_UsesTheOrderOfTransactions()
    {
        var sql = new LogSql();
        sql.Add($"select e.id from audit.event_seen e where (e.tx, e.id) > ({sql.Transaction(150_000)}, {sql.Id(Guid.Empty)})")
            .Add($"and e.tx < pg_snapshot_xmin(pg_current_snapshot()) order by e.tx, e.id limit {sql.Number(1_000)}");

        var plan = await ExplainAsync(sql);

        // A month that has not begun is empty: to look at it from end to end is to look at nothing.
        Assert.DoesNotContain(WalkedMonth().Matches(plan), m => string.CompareOrdinal(m.Groups[1].Value, "202611") <= 0);
        Assert.Contains("Index", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviewer_ReadsTheViewsAndNothingElse()
    {
        foreach (var refused in new[]
        {
            "select count(*) from audit.event", "select salt from audit.payload", "select count(*) from certification.person",
            "select count(*) from access_review.alert", "select count(*) from identity.account",
        })
        {
            var denied = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(refused));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
        }

        Assert.IsType<long>(await ScalarAsync("select count(*) from audit.event_seen where at_db > now()"));
        Assert.IsType<long>(await ScalarAsync("select count(*) from audit.payload_seen where at_db > now()"));
    }

    private static LogFilter Of(string question)
    {
        var filter = new LogFilter { From = s_to.AddDays(-LogFilter.UsualDays), To = s_to };
        return question switch
        {
            "actor" => filter with { Actor = SimulatedLog.ActorOf(3) },
            "subject" => filter with { Subject = [SimulatedLog.PersonOf(77)] },
            "matter" => filter with { Matter = "M-5" },
            "purpose" => filter with { Purpose = "privilege-review" },
            "action" => filter with { Action = "import.rows.exported" },
            "denied" => filter with { Outcome = AuditOutcome.Denied },
            "glass" => filter with { BreakGlass = true },
            "actor-denied" => filter with { Actor = SimulatedLog.ActorOf(3), Outcome = AuditOutcome.Denied },
            "class" => filter with { DataClass = DataClass.Restricted },
            _ => filter,
        };
    }

    private async Task<string> ExplainAsync(LogSql sql)
    {
        await using var source = NpgsqlDataSource.Create(log.Database.Reviewer);
        await using var command = source.CreateCommand("explain " + sql.Text);
        foreach (var value in sql.Values) command.Parameters.Add(value);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(log.Database.Reviewer);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    [GeneratedRegex(@"Seq Scan on event_(\d{6})")]
    private static partial Regex WalkedMonth();
}

/// <summary>A database with a year of acts in its log.</summary>
public sealed class FilledLog : IAsyncLifetime
{
    public static readonly DateOnly To = new(2026, 11, 20);

    public PostDatabase Database { get; } = new();

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await using var connection = new NpgsqlConnection(Database.Superuser);
        await connection.OpenAsync();
        await SimulatedLog.FillAsync(connection, 200_000, new DateOnly(2025, 12, 1), To);
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();
}
