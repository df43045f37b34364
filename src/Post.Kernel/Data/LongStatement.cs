using Npgsql;

namespace Post.Kernel.Data;

/// <summary>Statements over a whole file: one after another, each of them minutes at most, where the driver's half minute would end them.</summary>
public static class LongStatement
{
    public const int Seconds = 900;

    public static NpgsqlCommand LongCommand(this NpgsqlConnection connection, string sql, NpgsqlTransaction? transaction = null) =>
        new(sql, connection, transaction) { CommandTimeout = Seconds };
}
