using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Intake.Reading;

/// <summary>A judged row on its way into the kind's own columns of the staging table.</summary>
internal static class StagedCells
{
    /// <param name="row">The row as it stood.</param>
    /// <param name="reasons">Why it is not taken.</param>
    /// <param name="columns">How many columns the kind has.</param>
    /// <param name="first">What is known of the first one all the same: whose row it is.</param>
    public static StagedRow Rejected(ImportRow row, IReadOnlyList<string> reasons, int columns, string? first = null)
    {
        var values = new object?[columns];
        values[0] = first;
        return Judged(row, ImportVerdict.Rejected, reasons, values);
    }

    public static StagedRow Accepted(ImportRow row, params object?[] values) => Judged(row, ImportVerdict.Accepted, [], values);

    public static StagedRow Judged(ImportRow row, ImportVerdict verdict, IReadOnlyList<string> reasons, object?[] values) =>
        new(row, verdict, reasons, (to, ct) => WriteAsync(to, values, ct));

    private static async Task WriteAsync(NpgsqlBinaryImporter to, object?[] values, CancellationToken ct)
    {
        foreach (var value in values)
        {
            switch (value)
            {
                case null: await to.WriteNullAsync(ct); break;
                case string text: await to.WriteAsync(text, NpgsqlDbType.Text, ct); break;
                case DateOnly date: await to.WriteAsync(date, NpgsqlDbType.Date, ct); break;
                case bool flag: await to.WriteAsync(flag, NpgsqlDbType.Boolean, ct); break;
                case string[] texts: await to.WriteAsync(texts, NpgsqlDbType.Array | NpgsqlDbType.Text, ct); break;
                default: throw new ArgumentException($"A staging column cannot hold {value.GetType().Name}.", nameof(values));
            }
        }
    }
}
