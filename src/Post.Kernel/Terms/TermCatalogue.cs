using Npgsql;
using Post.Kernel.Time;

namespace Post.Kernel.Terms;

/// <summary>A part of the product, with the titles whose definitions it is read by, the one that governs it first.</summary>
public sealed record RegulatedFeature(string Code, string Label, IReadOnlyList<string> Consults, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>What a title defines; the gloss is in our own short words, and null where the text is not held.</summary>
public sealed record TermMeaning(string Regulation, string Term, string Clause, string? Gloss, string Source, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public string Citation => $"555 CMR {Clause}";
}

/// <summary>
/// What a word means in a feature: by the definitions of the title that governs it, then by those it falls back to. Nothing is
/// resolved for the product as a whole, since titles differ in what they mean (8.03(1), 12.03(1)).
/// </summary>
public sealed class TermCatalogue(IReadOnlyCollection<RegulatedFeature> features, IReadOnlyCollection<TermMeaning> terms, TimeProvider clock)
{
    public IReadOnlyList<RegulatedFeature> Features =>
        [.. features.Where(f => InForce(f.ValidFrom, f.ValidTo)).OrderBy(f => f.Label, StringComparer.Ordinal)];

    /// <summary>Null where no title that the feature is read by defines the word, or the feature is not known.</summary>
    public TermMeaning? Find(string feature, string term) => features.FirstOrDefault(f => f.Code == feature && InForce(f.ValidFrom, f.ValidTo))?
        .Consults.Select(regulation => Of(regulation).FirstOrDefault(t => string.Equals(t.Term, term.Trim(), StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(found => found is not null);

    public IReadOnlyList<TermMeaning> Of(string regulation) =>
        [.. terms.Where(t => t.Regulation == regulation && InForce(t.ValidFrom, t.ValidTo)).OrderBy(t => t.Term, StringComparer.Ordinal)];

    public static async Task<TermCatalogue> LoadAsync(NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var features = await RowsAsync(
            connection, "select code, label, consults, valid_from, valid_to from kernel.regulated_feature",
            r => new RegulatedFeature(r.GetString(0), r.GetString(1), r.GetFieldValue<string[]>(2), r.GetFieldValue<DateOnly>(3), Day(r, 4)), ct);
        var terms = await RowsAsync(
            connection, "select regulation, term, clause, gloss, source, valid_from, valid_to from kernel.term",
            r => new TermMeaning(
                r.GetString(0), r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetString(4), r.GetFieldValue<DateOnly>(5), Day(r, 6)), ct);
        return new TermCatalogue(features, terms, clock);
    }

    private bool InForce(DateOnly from, DateOnly? to)
    {
        var today = clock.Today();
        return from <= today && (to is null || today <= to);
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
#pragma warning disable CA2100 // Both texts are the constants above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    private static DateOnly? Day(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
}
