using Npgsql;
using Post.Kernel.Time;

namespace Post.App.Identity;

/// <summary>
/// Counts towards the lock-out, on connections of its own: the refused request is rolled back and the count must stay,
/// and a crowd of sign-ins that each hold a connection must not wait for each other's second one.
/// </summary>
internal sealed class FailedSignIns(NpgsqlDataSource source) : IAsyncDisposable
{
    private const string CountSql = """
        update identity.account a set
          access_failed_count = a.access_failed_count + 1,
          lockout_end = coalesce((
            select $2 + make_interval(mins => r.wait_minutes) from identity.lockout_rule r
            where r.failures <= a.access_failed_count + 1 and r.valid_from <= $3 and (r.valid_to is null or $3 <= r.valid_to)
            order by r.failures desc limit 1), a.lockout_end)
        where a.id = $1
        """;

    public static FailedSignIns From(IConfiguration configuration)
    {
        var text = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("App")) { MaxPoolSize = 4 };
        return new FailedSignIns(NpgsqlDataSource.Create(text));
    }

    public async Task CountAsync(Guid account, DateTimeOffset now)
    {
        await using var command = source.CreateCommand(CountSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = CivilClock.LegalDate(now) });
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
