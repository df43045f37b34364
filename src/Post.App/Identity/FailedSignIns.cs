using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Post.App.Identity;

/// <summary>
/// Counts towards the lock-out, on connections of its own: the refused request is rolled back and the count must stay,
/// and a crowd of sign-ins that each hold a connection must not wait for each other's second one.
/// </summary>
internal sealed class FailedSignIns(NpgsqlDataSource source) : IAsyncDisposable
{
    private const string CountSql = """
        update identity.account set
          lockout_end = case when access_failed_count + 1 >= $2 then $3 else lockout_end end,
          access_failed_count = case when access_failed_count + 1 >= $2 then 0 else access_failed_count + 1 end
        where id = $1
        """;

    public static FailedSignIns From(IConfiguration configuration)
    {
        var text = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("App")) { MaxPoolSize = 4 };
        return new FailedSignIns(NpgsqlDataSource.Create(text));
    }

    public async Task CountAsync(Guid account, LockoutOptions lockout, DateTimeOffset now)
    {
        await using var command = source.CreateCommand(CountSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = lockout.MaxFailedAccessAttempts });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = (now + lockout.DefaultLockoutTimeSpan).UtcDateTime });
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
