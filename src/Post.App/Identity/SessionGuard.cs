using System.Collections.Concurrent;
using System.Security.Claims;
using Npgsql;

namespace Post.App.Identity;

/// <summary>
/// Whether a sign-in still holds: not ended, not idle too long, not too old, and the account as it was. Asked with every
/// request and every act in a circuit; the database is asked once in half a minute, and a use counts as activity.
/// </summary>
internal sealed class SessionGuard(NpgsqlDataSource source, HostSettings settings, TimeProvider clock)
{
    private const int KeptAtMost = 10_000;

    private const string TouchSql = """
        update identity.session s set last_seen_at = $2
        from identity.account a
        where s.id = $1 and a.id = s.account_id and a.security_stamp = $3
          and s.ended_at is null and s.last_seen_at > $4 and s.started_at > $5
        returning s.id
        """;

    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Answer> _answers = new();

    public async ValueTask<bool> IsCurrentAsync(ClaimsPrincipal user)
    {
        var session = PostPrincipal.SessionOf(user);
        var stamp = PostPrincipal.StampOf(user);
        var now = clock.GetUtcNow();
        if (_answers.TryGetValue(session, out var known) && known.Stamp == stamp && now - known.At < s_trusted) return known.Holds;
        var holds = await TouchAsync(session, stamp, now);
        if (_answers.Count >= KeptAtMost) _answers.Clear();
        _answers[session] = new Answer(stamp, now, holds);
        return holds;
    }

    /// <summary>At once here, within half a minute on other nodes.</summary>
    public void Forget(Guid session) => _answers.TryRemove(session, out _);

    private async Task<bool> TouchAsync(Guid session, string stamp, DateTimeOffset now)
    {
        await using var command = source.CreateCommand(TouchSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stamp });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = (now - settings.IdleLimit).UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = (now - settings.SessionLength).UtcDateTime });
        return await command.ExecuteScalarAsync() is Guid;
    }

    private sealed record Answer(string Stamp, DateTimeOffset At, bool Holds);
}
