using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.Drafts;

/// <summary>The first rows of a draft's file.</summary>
internal sealed record DraftRows(IReadOnlyList<string> Header, IReadOnlyList<ImportRow> Rows, ReadingRefusal? Refusal);

/// <summary>Looks into the file of a draft, no further than a person needs to see.</summary>
internal sealed class DraftFile(string path, FileEncoding encoding)
{
    public DraftRows Read(ReadingOptions options, int rows)
    {
        using var reader = new RowReader(ImportFile.Open(path), encoding, options);
        var header = reader.ReadHeader();
        if (header.Refusal is { } refusal) return new DraftRows([], [], refusal);
        var read = reader.Rows().Take(rows).ToList();
        return new DraftRows(header.Cells, read, reader.Refusal);
    }

    /// <summary>The separator under which the first line falls into most columns; a comma where none does better.</summary>
    public char GuessDelimiter() => encoding is FileEncoding.Workbook
        ? ReadingOptions.Comma
        : ReadingOptions.Delimiters.MaxBy(d => Read(new ReadingOptions(d), 0).Header.Count);
}
