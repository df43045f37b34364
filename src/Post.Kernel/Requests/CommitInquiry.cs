using System.Data;
using System.Diagnostics;
using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Requests;

/// <summary>Asks the database whether a commit took place whose answer was lost on the way.</summary>
internal static class CommitInquiry
{
    // A commit that waits for a slow disk; whoever asked sits before the screen meanwhile.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether the event, and so the change it stands for, is there. Where the server still works at it after ten seconds the
    /// answer is no, and the number of the event is settled later.
    /// </summary>
    public static async Task<bool> HappenedAsync(NpgsqlDataSource source, DbSession session, Guid eventId)
    {
        await using var connection = await source.OpenConnectionAsync();
        // A connection that is still open has been answered.
        if (session.Connection.State is not ConnectionState.Open) await BeSettledAsync(connection, session.ServerProcess);

        await using var command = new NpgsqlCommand("select audit.is_recorded($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = eventId });
        return await command.ExecuteScalarAsync() is true;
    }

    // The server does not notice a broken wire before it is done with what it was sent: while its process lives, nothing is settled.
    private static async Task BeSettledAsync(NpgsqlConnection connection, int serverProcess)
    {
        var asking = Stopwatch.StartNew();
        while (asking.Elapsed < s_patience)
        {
            await using var command = new NpgsqlCommand(
                "select exists (select from pg_stat_activity where pid = $1 and usename = current_user)", connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = serverProcess });
            if (await command.ExecuteScalarAsync() is false) return;
            await Task.Delay(s_pause);
        }
    }
}
