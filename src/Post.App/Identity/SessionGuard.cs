using System.Collections.Concurrent;
using System.Security.Claims;
using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Time;

namespace Post.App.Identity;

/// <summary>A session that holds, with what of it a request must know.</summary>
internal sealed record SessionState(DateTimeOffset? SteppedUpAt);

/// <summary>
/// Whether a sign-in still holds: not ended, not idle too long, not too old, the account as it was, and answered
/// for where it must be. Asked with every
/// request and every act in a circuit; the database is asked once in half a minute, and a use counts as activity.
/// </summary>
internal sealed class SessionGuard(NpgsqlDataSource source, HostSettings settings, TimeProvider clock)
{
    private const int KeptAtMost = 10_000;

    private const string Holds =
        "a.security_stamp = $3 and a.disabled_at is null and s.ended_at is null and s.last_seen_at > $4 and s.started_at > $5"
        + " and identity.is_sponsored(a, $6)";

    private const string TouchSql = $"""
        update identity.session s set last_seen_at = $2
        from identity.account a
        where s.id = $1 and a.id = s.account_id and {Holds}
        returning s.stepped_up_at
        """;

    private const string WhySql = """
        select case when s.ended_at is not null then coalesce(s.end_reason, 'Ended') when a.disabled_at is not null then 'AccountDisabled'
          when a.security_stamp <> $2 then 'AccountChanged' when s.last_seen_at <= $3 then 'Idle' when s.started_at <= $4 then 'TooOld'
          when not identity.is_sponsored(a, $5) then 'NotSponsored' end
        from identity.session s join identity.account a on a.id = s.account_id where s.id = $1
        """;

    private const string LookSql = """
        select s.id from unnest($1::uuid[], $2::text[]) as asked (id, stamp)
        join identity.session s on s.id = asked.id join identity.account a on a.id = s.account_id
        where a.security_stamp = asked.stamp and a.disabled_at is null and s.ended_at is null and s.last_seen_at > $3 and s.started_at > $4
          and identity.is_sponsored(a, $5)
        """;

    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Answer> _answers = new();

    /// <summary>Null when the session holds no more.</summary>
    public async ValueTask<SessionState?> FindAsync(ClaimsPrincipal user)
    {
        var session = PostPrincipal.SessionOf(user);
        var stamp = PostPrincipal.StampOf(user);
        var now = clock.GetUtcNow();
        if (_answers.TryGetValue(session, out var known) && known.Stamp == stamp && now - known.At < s_trusted) return known.State;
        var state = await TouchAsync(session, stamp, now);
        if (_answers.Count >= KeptAtMost) _answers.Clear();
        _answers[session] = new Answer(PostPrincipal.AccountOf(user), stamp, now, state);
        return state;
    }

    /// <summary>Which of the sessions hold; a look that counts as nobody's activity.</summary>
    public async Task<IReadOnlySet<Guid>> WhichHoldAsync(IReadOnlyCollection<ClaimsPrincipal> users, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = source.CreateCommand(LookSql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. users.Select(PostPrincipal.SessionOf)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. users.Select(PostPrincipal.StampOf)] });
        AddLimits(command, now);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var holding = new HashSet<Guid>();
        while (await reader.ReadAsync(ct)) holding.Add(reader.GetGuid(0));
        return holding;
    }

    /// <summary>Why a session holds no more, in a word for the log.</summary>
    public async Task<string> WhyNotAsync(ClaimsPrincipal user)
    {
        await using var command = source.CreateCommand(WhySql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = PostPrincipal.SessionOf(user) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostPrincipal.StampOf(user) });
        AddLimits(command, clock.GetUtcNow());
        return await command.ExecuteScalarAsync() as string ?? "Unknown";
    }

    /// <summary>At once here, within half a minute on other nodes.</summary>
    public void Forget(Guid session) => _answers.TryRemove(session, out _);

    /// <summary>The same of every session of an account.</summary>
    public void ForgetAccount(Guid account)
    {
        foreach (var (session, answer) in _answers)
        {
            if (answer.Account == account) Forget(session);
        }
    }

    private async Task<SessionState?> TouchAsync(Guid session, string stamp, DateTimeOffset now)
    {
        await using var command = source.CreateCommand(TouchSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = stamp, NpgsqlDbType = NpgsqlDbType.Text });
        AddLimits(command, now);
        return await command.ExecuteScalarAsync() switch
        {
            null => null,
            DateTime at => new SessionState(new DateTimeOffset(at, TimeSpan.Zero)),
            _ => new SessionState(SteppedUpAt: null),
        };
    }

    private void AddLimits(NpgsqlCommand command, DateTimeOffset now)
    {
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = (now - settings.IdleLimit).UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = (now - settings.SessionLength).UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = CivilClock.LegalDate(now) });
    }

    private sealed record Answer(Guid Account, string Stamp, DateTimeOffset At, SessionState? State);
}
