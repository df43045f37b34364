using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.Standards.Contracts;

namespace Post.Certification.Intake;

/// <summary>The source being taken in, and statements about it on the connection of the request.</summary>
internal sealed class IntakeContext(DbSession session, OfficersReported reported, DateTimeOffset now)
{
    public OfficersReported Reported => reported;

    public NpgsqlConnection Connection => session.Connection;

    /// <summary>Every statement may name <c>@source</c>, <c>@as_of</c>, <c>@commission</c> and <c>@now</c>.</summary>
    public NpgsqlCommand Statement(string sql, params NpgsqlParameter[] more)
    {
        var command = new NpgsqlCommand(sql, session.Connection, session.Transaction) { CommandTimeout = 300 };
        command.Parameters.Add(new NpgsqlParameter<Guid>("source", reported.SourceId));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("as_of", reported.AsOf));
        command.Parameters.Add(new NpgsqlParameter<bool>("commission", reported.IsCommissionList));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("now", now.UtcDateTime));
        command.Parameters.AddRange(more);
        return command;
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = Statement(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    public static NpgsqlParameter Texts(string name, IEnumerable<string?> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values.ToArray() };

    /// <summary>The source's row goes in last and only if something was written; its foreign keys wait for the commit.</summary>
    public async Task KeepSourceAsync(CancellationToken ct)
    {
        await using var command = Statement(
            """
            insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
            values (@source, @description, @commission, @as_of, @now) on conflict (id) do nothing
            """,
            new NpgsqlParameter<string>("description", reported.SourceDescription));
        await command.ExecuteNonQueryAsync(ct);
    }
}
