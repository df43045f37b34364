using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Desk;

/// <summary>A list as a file, with whom it names.</summary>
internal sealed record ListFile(byte[] Content, string FileName, int RowCount, IReadOnlyCollection<Guid> Persons) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Persons;
}

/// <summary>A list that is longer than what leaves as one file.</summary>
internal sealed record ListTooLong(int Most)
    : Refusal($"The list has more than {Most:N0} rows. Nothing was given out; filter it, and take it in parts.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Writes a list, row by row, and tells the event of its rows and its bytes.</summary>
internal sealed class ListCsv
{
    public const int PageLength = 500;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly HashSet<Guid> _persons = [];

    public ListCsv(params ReadOnlySpan<string?> header)
    {
        _bytes.Write(CsvText.ByteOrderMark);
        CsvText.WriteRow(_bytes, header);
    }

    public int Rows { get; private set; }

    public void Add(Guid? person, params ReadOnlySpan<string?> cells)
    {
        if (person is { } named) _persons.Add(named);
        CsvText.WriteRow(_bytes, cells);
        Rows++;
    }

    /// <summary>The name carries the event under which it was taken, so that a stray copy can be traced.</summary>
    public ListFile Finish(string what, ChangeContext change, AuditDraft draft)
    {
        var content = _bytes.WrittenSpan.ToArray();
        change.Artefact(SHA256.HashData(content));
        change.Rows(Rows);
        change.Summarise($"{Rows.ToString(CultureInfo.InvariantCulture)} rows as a file");
        return new ListFile(content, $"{what}-{draft.Id:N}.csv", Rows, _persons);
    }

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
