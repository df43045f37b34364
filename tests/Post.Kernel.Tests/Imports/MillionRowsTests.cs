using System.Diagnostics;
using System.Text;
using Post.Kernel.Imports.Reading;
using Post.Testing;
using Xunit.Abstractions;

namespace Post.Kernel.Tests.Imports;

[Collection(MeasuresMemory.Name)]
[Trait("Category", "Slow")]
public sealed class MillionRowsTests(ITestOutputHelper output)
{
    private const int Count = 1_000_000;

    // What reading may hold on to at any row; what it leaves behind for the collector is no one's memory for long.
    private const long Held = 64L * 1024 * 1024;

    [Fact]
    public async Task MillionRows_AreReadInFlatMemory()
    {
        var clock = Stopwatch.StartNew();
        var found = await ImportFile.InspectAsync(new RowStream(Count));
        var inspected = clock.Elapsed;
        Assert.Equal(FileEncoding.Utf8, found.Encoding);

        var (rows, peak) = ReadAll();

        output.WriteLine(
            $"{found.Size:N0} bytes; inspected in {inspected}; read in {clock.Elapsed - inspected}; peak {peak:N0}");
        Assert.Equal(Count, rows);
        Assert.InRange(peak, 0, Held);
    }

    [Fact]
    public async Task MillionRowsOfAWorkbook_AreReadInFlatMemory()
    {
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 20, FileOptions.DeleteOnClose);
        WorkbookFile.WriteLarge(file, Rows());
        GC.Collect();
        var clock = Stopwatch.StartNew();
        var found = await ImportFile.InspectAsync(Rewound(file));
        Assert.Equal(FileEncoding.Workbook, found.Encoding);

        var (rows, peak) = ReadAll(new RowReader(Rewound(file), FileEncoding.Workbook));

        output.WriteLine($"{found.Size:N0} bytes; read in {clock.Elapsed}; peak {peak:N0}");
        Assert.Equal(Count, rows);
        Assert.InRange(peak, 0, Held);
    }

    [Fact]
    public void MillionSharedTexts_AreReadInLittleMemory()
    {
        using var file = new MemoryStream();
        WorkbookFile.WriteLarge(file, Enumerable.Range(0, 1 << 20).Select(i => (string[])[i == 0 ? "name" : $"Officer number {i:00000000}"]));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var reader = new RowReader(file, FileEncoding.Workbook);
        Assert.Null(reader.ReadHeader().Refusal);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.Equal((1 << 20) - 1, reader.Rows().Count());
        Assert.InRange(held, 0, 80L * 1024 * 1024);
    }

    private static FileStream Rewound(FileStream file)
    {
        file.Position = 0;
        return file;
    }

    // Twelve columns, of which two are different in every row, as names and numbers are.
    private static IEnumerable<string[]> Rows()
    {
        yield return [.. Enumerable.Range(1, 12).Select(i => $"COLUMN_{i}")];
        for (var i = 0; i < Count; i++)
        {
            yield return
            [
                $"{i:00000000}", $"{i % 997}-IA", "Millbrook Police Department", $"Smith {i % 40_000}", "Mary", "Millbrook Police Department",
                "Other Misconduct", "", $"{(i % 12) + 1}/15/2017", "Certified", $"1000-{i % 10_000:0000}", $"A-{i:00000000}",
            ];
        }
    }

    private static (int Rows, long Peak) ReadAll() => ReadAll(new RowReader(new RowStream(Count), FileEncoding.Utf8));

    private static (int Rows, long Peak) ReadAll(RowReader reader)
    {
        using var owned = reader;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        reader.ReadHeader();
        var (rows, peak) = (0, 0L);
        foreach (var row in reader.Rows())
        {
            Assert.False(row.Rejected);
            if (++rows % 100_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        return (rows, peak);
    }

    /// <summary>A file that is never anywhere whole: each row is made when it is read.</summary>
    private sealed class RowStream(int rows) : Stream
    {
        private byte[] _line = Encoding.UTF8.GetBytes(
            string.Join(',', Enumerable.Range(1, 18).Select(i => $"COLUMN_{i}")) + "\n");

        private int _made;
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var written = 0;
            while (written < count && More())
            {
                var part = Math.Min(count - written, _line.Length - _at);
                _line.AsSpan(_at, part).CopyTo(buffer.AsSpan(offset + written));
                written += part;
                _at += part;
            }

            return written;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private bool More()
        {
            if (_at < _line.Length) return true;
            if (_made == rows) return false;

            _line = Encoding.UTF8.GetBytes(
                $"{++_made:00000000},19-{_made}-IA,Millbrook Police Department,Smith,Mary,Millbrook Police Department,"
                + "Other Misconduct,Other / conduct unbecoming,\"Alleged to have left a detail, before its end.\n"
                + $"The report says \"\"no reason\"\".\",7/15/2017,Certified,1000-{_made % 10_000:0000},"
                + $"A-{_made:00000000},\"Suspension: 1-5 days, Retraining\",Sustained,Import,Jr.,Norfolk\n");
            _at = 0;
            return true;
        }
    }
}
