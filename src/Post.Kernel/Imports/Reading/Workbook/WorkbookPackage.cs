using System.IO.Compression;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>A sheet by the name on its tab.</summary>
internal sealed record WorkbookSheet(string Name, string Part, bool Visible);

/// <summary>An XLSX workbook, looked at before anything is read from it: what it must not hold refuses it.</summary>
internal sealed class WorkbookPackage : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly WorkbookIndex _index;

    private WorkbookPackage(Stream stream, WorkbookLimits limits, bool leaveOpen)
    {
        _leaveOpen = leaveOpen;
        Limits = limits;
        _stream = stream;
        ZipTail.Check(stream, limits);
        _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in _zip.Entries) _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        WorkbookContents.Refuse(_parts.Keys);
        _index = WorkbookIndex.Read(this);
    }

    public WorkbookLimits Limits { get; }

    public IReadOnlyList<WorkbookSheet> Sheets => _index.Sheets;

    /// <summary>A workbook that is refused leaves its stream open.</summary>
    public static WorkbookPackage Open(Stream stream, WorkbookLimits limits, bool leaveOpen = false) => new(stream, limits, leaveOpen);

    public WorkbookContext ReadContext(ReadingLimits cells)
    {
        using var styles = OpenPart(_index.StylesPart, Limits.PartBytes);
        using var texts = OpenPart(_index.TextsPart, Limits.SheetBytes);
        return new WorkbookContext(
            texts is null ? SharedTexts.None : SharedTexts.Read(texts, cells, Limits),
            styles is null ? WorkbookStyles.None : WorkbookStyles.Read(styles, Limits),
            _index.From1904);
    }

    public Stream OpenSheet(string? name)
    {
        var sheet = name is null
            ? Sheets.FirstOrDefault(s => s.Visible)
            : Sheets.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
        if (sheet is not null && OpenPart(sheet.Part, Limits.SheetBytes) is { } part) return part;
        throw name is null || sheet is not null
            ? new UnreadableWorkbookException("workbook-broken", UnreadableWorkbookException.Broken.Text)
            : new UnreadableWorkbookException("sheet-missing",
                $"The workbook has no sheet “{name}”. It has: {string.Join(", ", Sheets.Select(s => s.Name))}.");
    }

    /// <summary>Null for a part that is not there.</summary>
    public Stream? OpenPart(string? name, long most)
    {
        if (name is null || !_parts.TryGetValue(name, out var entry)) return null;
        return new PartStream(entry.Open(), Math.Min(entry.CompressedLength, _stream.Length), most, Limits);
    }

    public void Dispose()
    {
        _zip.Dispose();
        if (!_leaveOpen) _stream.Dispose();
    }
}
