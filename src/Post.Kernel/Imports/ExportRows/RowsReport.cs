using System.Buffers;
using System.Globalization;
using Npgsql;
using Post.Kernel.Data;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.ExportRows;

/// <summary>Writes the rows of a run with their reasons in front and their cells under the file's own header, so that a
/// sender can correct and return them; a spreadsheet opens every cell as text.</summary>
internal sealed class RowsReport(IImportKind kind, ImportRun run, DbSession session)
{
    private const int FlushAt = 256 * 1024;
    private const int PersonsAtATime = 5_000;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt + (FlushAt / 4));
    private readonly HashSet<Guid> _persons = [];
    private readonly List<long> _numbers = [];

    public async Task<ImportRowsExport> WriteAsync(string file, ImportProfile? profile, string[] verdicts, CancellationToken ct)
    {
        // The system forgets the file when it is closed, also when nobody ever reads it.
        var to = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, FlushAt,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            _buffer.Write(CsvText.ByteOrderMark);
            var header = ImportRecognition.ReadHeader(file, FileEncodingDecoding.FromLabel(run.Encoding), profile?.Reading ?? ReadingOptions.Default);
            CsvText.WriteRow(_buffer, [.. (string[])["row", "line", "outcome", "reasons"], .. header.Cells]);
            var rows = await WriteRowsAsync(to, verdicts, ct);
            await NamePersonsAsync(ct);
            await FlushAsync(to, ct);
            to.Position = 0;
            return new ImportRowsExport(to, NameOf(run.FileName), rows, _persons);
        }
        catch
        {
            await to.DisposeAsync();
            throw;
        }
    }

    private async Task<int> WriteRowsAsync(FileStream to, string[] verdicts, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"select row_no, line, verdict, reasons, cells from {kind.StagingTable} where run_id = $1 and verdict = any ($2) order by row_no",
            session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = verdicts });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            _numbers.Add(reader.GetInt64(0));
            WriteRow(reader);
            if (_buffer.WrittenCount > FlushAt) await FlushAsync(to, ct);
        }

        return _numbers.Count;
    }

    private void WriteRow(NpgsqlDataReader reader) => CsvText.WriteRow(_buffer,
    [
        Number(reader.GetInt64(0)), Number(reader.GetInt64(1)), reader.GetString(2),
        string.Join(" ", reader.GetFieldValue<string[]>(3)), .. reader.GetFieldValue<string[]>(4),
    ]);

    private async Task NamePersonsAsync(CancellationToken ct)
    {
        foreach (var chunk in _numbers.Chunk(PersonsAtATime)) _persons.UnionWith(await kind.PersonsAsync(run, chunk, ct));
    }

    private async Task FlushAsync(FileStream to, CancellationToken ct)
    {
        await to.WriteAsync(_buffer.WrittenMemory, ct);
        _buffer.ResetWrittenCount();
    }

    private static string NameOf(string fileName) =>
        $"{string.Concat(Path.GetFileNameWithoutExtension(fileName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'))}-rows.csv";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
