using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Access;

namespace Post.AccessReview.Log;

/// <summary>The connections of the role that may read the log and nothing else, and that can write nowhere.</summary>
internal sealed class ReviewerSource(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = source;

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

/// <summary>
/// Reads the log inside a request of the pipeline, where alone a caller is known: whoever looks into the log leaves an event
/// there too, and is reviewed.
/// </summary>
internal sealed class LogSession
{
    private readonly NpgsqlDataSource _source;

    public LogSession(ReviewerSource reviewer, CurrentCaller caller)
    {
        _ = caller.Value;
        _source = reviewer.Source;
    }

    public async Task<List<T>> RowsAsync<T>(LogSql sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(sql.Text);
        foreach (var value in sql.Values) command.Parameters.Add(value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }
}

/// <summary>A question to the log while it is put together: text and typed values, never words of a user in the text.</summary>
internal sealed class LogSql
{
    private readonly System.Text.StringBuilder _text = new();

    public string Text => _text.ToString();

    public List<NpgsqlParameter> Values { get; } = [];

    public LogSql Add(string text)
    {
        _text.Append(text).Append('\n');
        return this;
    }

    public string Id(Guid id) => Value(new NpgsqlParameter<Guid> { TypedValue = id });

    public string Ids(IEnumerable<Guid> ids) =>
        Value(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });

    public string Word(string text) => Value(new NpgsqlParameter<string> { TypedValue = text });

    public string Words(IEnumerable<string> texts) => Value(new NpgsqlParameter<string[]> { TypedValue = [.. texts] });

    public string At(DateTimeOffset at) => Value(new NpgsqlParameter<DateTime> { TypedValue = at.UtcDateTime });

    public string Number(int number) => Value(new NpgsqlParameter<int> { TypedValue = number });

    public string Transaction(ulong tx) => Value(new NpgsqlParameter<ulong> { TypedValue = tx, NpgsqlDbType = NpgsqlDbType.Xid8 });

    private string Value(NpgsqlParameter value)
    {
        Values.Add(value);
        return $"${Values.Count}";
    }
}
