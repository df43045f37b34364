using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;

namespace Post.Certification.Intake;

/// <summary>A file that speaks of officers: what it is, of which day, and whether it is the Commission's own list (G-EVIDENCE).</summary>
internal sealed record IntakeSource(Guid Id, string Description, string Kind, bool IsCommissionList, DateOnly AsOf);

/// <summary>The kinds of file that name persons, by the names of their imports.</summary>
internal static class IntakeKinds
{
    public const string Disciplinary = "disciplinary";
    public const string Agencies = "agencies";
    public const string Officers = "officers";
    public const string Employment = "employment";
    public const string Certifications = "certifications";
    public const string Training = "training";
}

/// <summary>The source being taken in, and statements about it on the connection of the request.</summary>
internal sealed class IntakeContext(DbSession session, IntakeSource source, DateTimeOffset now)
{
    public IntakeSource Source => source;

    public NpgsqlConnection Connection => session.Connection;

    /// <summary>Every statement may name <c>@source</c>, <c>@kind</c>, <c>@as_of</c>, <c>@commission</c> and <c>@now</c>.</summary>
    public NpgsqlCommand Statement(string sql, params NpgsqlParameter[] more)
    {
        var command = session.Connection.LongCommand(sql, session.Transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid>("source", source.Id));
        command.Parameters.Add(new NpgsqlParameter<string>("kind", source.Kind));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("as_of", source.AsOf));
        command.Parameters.Add(new NpgsqlParameter<bool>("commission", source.IsCommissionList));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("now", now.UtcDateTime));
        command.Parameters.AddRange(more);
        return command;
    }

    /// <summary>Returns how many rows the statement touched.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = Statement(sql);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<List<Guid>> IdsAsync(string sql, CancellationToken ct)
    {
        await using var command = Statement(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(ct)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    public static NpgsqlParameter Texts(string name, IEnumerable<string?> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values.ToArray() };

    /// <summary>One at a time: two files that bring the same new officer must not both register them.</summary>
    public async Task LockAsync(CancellationToken ct)
    {
        await ExecuteAsync("select pg_advisory_xact_lock(hashtext('certification.intake'))", ct);
        await GiveRoomAsync(ct);
    }

    /// <summary>Sets are sorted and hashed in memory for the time of this transaction; there is one such at a time.</summary>
    public Task GiveRoomAsync(CancellationToken ct) => ExecuteAsync("set local work_mem = '128MB'", ct);

    /// <summary>The source's row goes in last and only if something was written; its foreign keys wait for the commit.</summary>
    public async Task KeepSourceAsync(CancellationToken ct)
    {
        await using var command = Statement(
            """
            insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
            values (@source, @description, @commission, @as_of, @now) on conflict (id) do nothing
            """,
            new NpgsqlParameter<string>("description", source.Description));
        await command.ExecuteNonQueryAsync(ct);
    }
}
