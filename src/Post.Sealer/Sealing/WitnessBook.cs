using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Sealer.Witness;

namespace Post.Sealer.Sealing;

/// <summary>Writes down what was last heard of each witness, for the operators' page; that it cannot be written delays nothing.</summary>
internal sealed class WitnessBook(SealerSettings settings, TimeProvider clock, ILogger log)
{
    /// <summary>The name of the witness that is a folder.</summary>
    public const string Folder = "witness folder";

    private const string NoteSql = """
        insert into audit.witness (name, size, outcome, shown_at, cosigned_at) values ($1, $2, $3, $4, case when $3 = 'Cosigned' then $4 end)
        on conflict (name) do update set size = greatest(excluded.size, audit.witness.size), outcome = excluded.outcome, shown_at = excluded.shown_at,
          cosigned_at = coalesce(excluded.cosigned_at, audit.witness.cosigned_at)
        """;

    /// <summary>Leaves those alone that are asked here; one that is asked no more is late no more.</summary>
    public Task BeginAsync(CancellationToken ct) => TryAsync("delete from audit.witness where name <> all ($1)", ct, (object)Asked().ToArray());

    public Task NoteAsync(string name, long size, ShowingOutcome outcome, CancellationToken ct) =>
        TryAsync(NoteSql, ct, name, size, outcome.ToString(), clock.GetUtcNow().UtcDateTime);

    private IEnumerable<string> Asked()
    {
        if (settings.WitnessFolder is not null) yield return Folder;
        foreach (var witness in settings.Witnesses) yield return witness.Key.Name;
    }

    private async Task TryAsync(string sql, CancellationToken ct, params object[] values)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (NpgsqlException away)
        {
            log.LogWarning(away, "What was heard of the witnesses could not be written down");
        }
    }
}
