using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Post.Kernel.Data;

/// <summary>A schema script cannot be applied; the message says which and what to do.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Applies the numbered scripts of <c>db/migrations</c>, forward only, each in one transaction, under one lock.</summary>
public sealed partial class Migrator(string connectionString, string directory)
{
    private const string NoTransaction = "-- no-transaction:";

    /// <summary>Returns the names of the scripts applied now.</summary>
    /// <exception cref="MigrationException">A script was edited after it ran, two share a number, or one failed.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken ct)
    {
        var scripts = Read();
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, "select pg_advisory_lock(hashtext('post.migrate'))", ct);
        await BecomeOwnerAsync(connection, ct);
        await ExecuteAsync(connection, """
            create schema if not exists migration;
            create table if not exists migration.applied (
              number integer primary key, name text not null, sha256 bytea not null,
              applied_at timestamptz not null default now());
            """, ct);
        var applied = await AppliedAsync(connection, ct);
        var fresh = new List<string>();
        foreach (var script in scripts)
        {
            if (applied.TryGetValue(script.Number, out var known))
            {
                RefuseIfEdited(script, known);
                continue;
            }

            await ApplyAsync(connection, script, ct);
            fresh.Add(script.Name);
        }

        return fresh;
    }

    private List<Script> Read()
    {
        if (!Directory.Exists(directory)) throw new MigrationException($"There are no schema scripts at {directory}.");
        var scripts = Directory.GetFiles(directory, "*.sql").Select(Script.From).OrderBy(s => s.Number).ToList();
        if (scripts.GroupBy(s => s.Number).FirstOrDefault(g => g.Count() > 1) is { } clash)
        {
            throw new MigrationException($"Two scripts share number {clash.Key:0000}: renumber one before merging.");
        }

        return scripts;
    }

    private static async Task BecomeOwnerAsync(NpgsqlConnection connection, CancellationToken ct) =>
        await ExecuteAsync(connection, "set role post_owner", ct);

    private static async Task<Dictionary<int, byte[]>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select number, sha256 from migration.applied", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new Dictionary<int, byte[]>();
        while (await reader.ReadAsync(ct)) applied.Add(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1));
        return applied;
    }

    private static void RefuseIfEdited(Script script, byte[] known)
    {
        if (script.Sha256.AsSpan().SequenceEqual(known)) return;
        throw new MigrationException($"{script.Name} was edited after it ran here. Restore it and add a new script instead.");
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Script script, CancellationToken ct)
    {
        var whole = !script.Sql.Contains(NoTransaction, StringComparison.Ordinal);
        try
        {
            await using var transaction = whole ? await connection.BeginTransactionAsync(ct) : null;
            await ExecuteAsync(connection, script.Sql, ct);
            await using var note = new NpgsqlCommand(
                "insert into migration.applied (number, name, sha256) values ($1, $2, $3)", connection);
            note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = script.Number });
            note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = script.Name });
            note.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = script.Sha256 });
            await note.ExecuteNonQueryAsync(ct);
            if (transaction is not null) await transaction.CommitAsync(ct);
        }
        catch (PostgresException failure)
        {
            throw new MigrationException($"{script.Name} failed: {failure.MessageText}", failure);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed partial record Script(int Number, string Name, string Sql, byte[] Sha256)
    {
        public static Script From(string path)
        {
            var name = Path.GetFileName(path);
            if (NamePattern().Match(name) is not { Success: true } match)
            {
                throw new MigrationException($"{name} is not named NNNN_schema_change.sql.");
            }

            var sql = File.ReadAllText(path);
            var number = int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            return new Script(number, name, sql, SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
        }

        [GeneratedRegex("^([0-9]{4})_[a-z0-9_]+\\.sql$")]
        private static partial Regex NamePattern();
    }
}
