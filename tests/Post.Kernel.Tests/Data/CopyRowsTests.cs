using System.Globalization;
using Npgsql;
using Post.Kernel.Data;
using Post.Testing;

namespace Post.Kernel.Tests.Data;

/// <summary>What is written in the COPY form is what PostgreSQL reads, type by type.</summary>
public sealed class CopyRowsTests : IAsyncLifetime
{
    private static readonly string[] s_columns = ["id", "words", "list", "paper", "truth", "number", "large", "day", "bytes"];

    private PostDatabase _database = null!;
    private NpgsqlConnection _connection = null!;

    public static TheoryData<string> Words => new()
    {
        "", "plain", "Žofie Ní Dhuibhne", "李小龙 🚓", "tab\tnew\nline\r\\N \\. \"quoted\", and 'so'", new string('ü', 3_000_000),
    };

    public async Task InitializeAsync()
    {
        _database = await PostDatabase.CreateAsync();
        _connection = new NpgsqlConnection(_database.Superuser);
        await _connection.OpenAsync();
        await ExecuteAsync(
            """
            create temporary table target (
              place serial, id uuid, words text, list text[], paper jsonb, truth boolean, number int, large bigint, day date, bytes bytea)
            """);
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Text_ArrivesAsItWas(string words)
    {
        var rows = new CopyRows(["words", "list"]);
        rows.StartRow();
        rows.Text(words);
        rows.Texts([words, "", words]);
        await rows.SendAsync(_connection, "target", default);

        Assert.Equal(words, await OneAsync<string>("words"));
        Assert.Equal([words, "", words], await OneAsync<string[]>("list"));
    }

    [Fact]
    public async Task EveryType_ArrivesAsItWas()
    {
        var id = Guid.NewGuid();
        var rows = new CopyRows(s_columns);
        rows.StartRow();
        rows.Uuid(id);
        rows.Text("word");
        rows.Texts([]);
        rows.Json("""{"a": ["ü", null]}""");
        rows.Boolean(true);
        rows.Number(int.MinValue);
        rows.LongNumber(long.MaxValue);
        rows.Date(new DateOnly(1899, 2, 28));
        rows.Bytes([0, 255, 10]);
        await rows.SendAsync(_connection, "target", default);

        Assert.Equal(id, await OneAsync<Guid>("id"));
        Assert.Empty(await OneAsync<string[]>("list"));
        Assert.Equal("""{"a": ["ü", null]}""", await OneAsync<string>("paper"));
        Assert.True(await OneAsync<bool>("truth"));
        Assert.Equal(int.MinValue, await OneAsync<int>("number"));
        Assert.Equal(long.MaxValue, await OneAsync<long>("large"));
        Assert.Equal(new DateOnly(1899, 2, 28), await OneAsync<DateOnly>("day"));
        Assert.Equal([0, 255, 10], await OneAsync<byte[]>("bytes"));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("2000-01-01")]
    [InlineData("2024-02-29")]
    [InlineData("9999-12-31")]
    public async Task Day_ArrivesAsItWas(string day)
    {
        var rows = new CopyRows(["day"]);
        rows.StartRow();
        rows.Date(DateOnly.Parse(day, CultureInfo.InvariantCulture));
        await rows.SendAsync(_connection, "target", default);

        Assert.Equal(day, await OneAsync<string>("day::text"));
    }

    [Fact]
    public async Task Nothing_ArrivesAsNull()
    {
        var rows = new CopyRows(s_columns);
        rows.StartRow();
        rows.Uuid(null);
        rows.Text(null);
        rows.Null();
        rows.Json(null);
        rows.Boolean(null);
        rows.Number(null);
        rows.LongNumber(null);
        rows.Date(null);
        rows.Bytes(null);
        await rows.SendAsync(_connection, "target", default);

        Assert.Equal(s_columns.Length, await OneAsync<int>($"num_nulls({string.Join(", ", s_columns)})"));
    }

    [Fact]
    public async Task RowsOfOneBatch_KeepTheirOrderAndNumber()
    {
        var rows = new CopyRows(["number"]);
        for (var i = 0; i < 70_000; i++)
        {
            rows.StartRow();
            rows.Number(i);
        }

        await rows.SendAsync(_connection, "target", default);

        Assert.Equal(70_000, rows.Count);
        Assert.True(await OneAsync<bool>("(select count(*) = 70000 and bool_and(t.place - t.number = 1) from target t)"));
    }

    [Fact]
    public async Task RowOfTooFewOrTooManyFields_IsRefusedBeforeAnythingIsSent()
    {
        var few = new CopyRows(["number", "large"]);
        few.StartRow();
        few.Number(1);
        Assert.Throws<InvalidOperationException>(few.StartRow);

        var many = new CopyRows(["number"]);
        many.StartRow();
        many.Number(1);
        many.Number(2);
        await Assert.ThrowsAsync<InvalidOperationException>(() => many.SendAsync(_connection, "target", default));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task RefusedByTheTable_LeavesNoRowAndAConnectionThatWorks()
    {
        var rows = new CopyRows(["number"]);
        rows.StartRow();
        rows.LongNumber(1);

        await Assert.ThrowsAsync<PostgresException>(() => rows.SendAsync(_connection, "target", default));
        Assert.Equal(0, await CountAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public async Task SentRowAfterRow_AllArriveInTheirOrder(int count)
    {
        await CopyRows.SendAsync(_connection, "target", ["number", "words"], Enumerable.Range(0, count), Write, default);

        Assert.Equal(count, await CountAsync());
        await using var command = new NpgsqlCommand("select count(*) from target where place - number = 1 and words = repeat('ü', number % 50)", _connection);
        Assert.Equal((long)count, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task SentRowAfterRow_AFailureAmongThemLeavesNoRowAndAConnectionThatWorks()
    {
        await Assert.ThrowsAsync<DivideByZeroException>(() => CopyRows.SendAsync(
            _connection, "target", ["number"], Enumerable.Range(-30_000, 60_000), (row, i) => row.Number(30_000 / i), default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => CopyRows.SendAsync(
            _connection, "target", ["number", "large"], Enumerable.Range(0, 30_000), (row, i) => row.Number(i), default));
        await Assert.ThrowsAsync<PostgresException>(() => CopyRows.SendAsync(
            _connection, "target", ["number"], Enumerable.Range(0, 30_000), (row, i) => row.LongNumber(i), default));

        Assert.Equal(0, await CountAsync());
    }

    private static void Write(CopyRows row, int i)
    {
        row.Number(i);
        row.Text(new string('ü', i % 50));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync()
    {
        await using var command = new NpgsqlCommand("select count(*) from target", _connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<T> OneAsync<T>(string expression)
    {
        await using var command = new NpgsqlCommand($"select {expression} from target limit 1", _connection);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return await reader.GetFieldValueAsync<T>(0);
    }
}
