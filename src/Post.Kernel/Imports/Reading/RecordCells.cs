using System.Buffers;
using static System.FormattableString;

namespace Post.Kernel.Imports.Reading;

/// <summary>A record as cut from the text, before it is compared with the header.</summary>
internal sealed record ScannedRecord(long Line, string[] Cells, int Count, int Length, RowProblem? Problem);

/// <summary>Gathers the cells of one record and notices those that may not be taken as they are.</summary>
internal sealed class RecordCells(ReadingLimits limits)
{
    // Tab and line ends occur in honest text; every other control character is damage.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Concat(Enumerable.Range(127, 33)).Select(c => (char)c).Except(['\t', '\r', '\n'])]);

    private readonly List<string> _cells = [];
    private int _count;
    private RowProblem? _problem;

    public IReadOnlyList<string> Names { get; set; } = [];

    public void Clear()
    {
        _cells.Clear();
        _count = 0;
        _problem = null;
    }

    public void Add(ReadOnlySpan<char> text, bool escaped)
    {
        _count++;
        if (_count > limits.Columns) return;
        if (text.Length > limits.CellCharacters)
        {
            _problem ??= TooLong(text.Length);
            _cells.Add(Clip(text, limits.KeptCharacters));
            return;
        }

        if (text.IndexOfAny(Controls) is >= 0 and var at) _problem ??= Control(text[at]);
        var cell = text.ToString();
        _cells.Add(escaped ? cell.Replace("\"\"", "\"", StringComparison.Ordinal) : cell);
    }

    public ScannedRecord ToRecord(long line, int length) => new(line, [.. _cells], _count, length, _problem);

    public static string Clip(ReadOnlySpan<char> text, int length)
    {
        if (text.Length <= length) return text.ToString();
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return string.Concat(text[..end], "…");
    }

    private RowProblem TooLong(int length) => new("cell-too-long",
        Invariant($"{NameOf()} has {length:N0} characters; {limits.CellCharacters:N0} are taken. Shorten it."),
        NameOf());

    private RowProblem Control(char found) => new("control-character",
        Invariant($"{NameOf()} holds the control character U+{(int)found:X4}. Remove it."), NameOf());

    private string NameOf() => _count <= Names.Count ? Names[_count - 1] : Invariant($"Column {_count}");
}
