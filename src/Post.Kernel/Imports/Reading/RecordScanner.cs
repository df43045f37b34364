using System.Buffers;

namespace Post.Kernel.Imports.Reading;

/// <summary>Cuts text into records after RFC 4180, bounded in memory, and finds its feet again after a broken
/// one: whatever cannot be read becomes a record with a problem, never a gap.</summary>
internal sealed class RecordScanner(TextReader reader, ReadingLimits limits, char delimiter = ReadingOptions.Comma) : IRecordScanner
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private readonly SearchValues<char> _plainStops = SearchValues.Create([delimiter, '"', '\r', '\n']);
    private readonly RecordCells _cells = new(limits);
    private char[] _buffer = new char[64 * 1024];
    private int _start;
    private int _at;
    private int _end;
    private bool _overfull;
    private long _line = 1;

    public IReadOnlyList<string> ColumnNames { set => _cells.Names = value; }

    /// <summary>Text ends where it ends: whatever is broken in it is broken in its rows.</summary>
    public ReadingRefusal? Refusal => null;

    public ScannedRecord? Next()
    {
        SkipBlankLines();
        if (!Available()) return null;

        _cells.Clear();
        while (true)
        {
            var problem = Available() && _buffer[_at] == '"' ? ReadQuoted() : ReadPlain();
            if (problem is not null) return Recover(problem);
            if (!Available()) return _overfull ? Recover(RecordProblems.TooLong(limits)) : Finish();
            if (_buffer[_at] != delimiter) return FinishLine();
            _at++;
        }
    }

    public void Dispose() => reader.Dispose();

    private RowProblem? ReadPlain()
    {
        var from = _at - _start;
        int hit;
        while ((hit = _buffer.AsSpan(_at, _end - _at).IndexOfAny(_plainStops)) < 0)
        {
            _at = _end;
            if (!Fill()) break;
        }

        if (_overfull) return RecordProblems.TooLong(limits);
        if (hit >= 0) _at += hit;
        if (_at < _end && _buffer[_at] == '"') return RecordProblems.StrayQuote;

        _cells.Add(_buffer.AsSpan(_start + from, _at - _start - from), escaped: false);
        return null;
    }

    private RowProblem? ReadQuoted()
    {
        var from = ++_at - _start;
        var escaped = false;
        while (true)
        {
            var hit = _buffer.AsSpan(_at, _end - _at).IndexOf('"');
            _at = hit < 0 ? _end : _at + hit + 1;
            if (hit < 0 && !Fill()) return _overfull ? RecordProblems.TooLong(limits) : RecordProblems.Unclosed;
            if (hit < 0) continue;
            if (!Available() || _buffer[_at] != '"') break;

            escaped = true;
            _at++;
        }

        if (_overfull) return RecordProblems.TooLong(limits);
        _cells.Add(_buffer.AsSpan(_start + from, _at - _start - from - 1), escaped);
        return Available() && !EndsCell(_buffer[_at]) ? RecordProblems.StrayQuote : null;
    }

    private bool EndsCell(char c) => c == delimiter || c is '\r' or '\n';

    private ScannedRecord FinishLine()
    {
        SkipLineEnd();
        return Finish();
    }

    private ScannedRecord Finish()
    {
        var record = _cells.ToRecord(_line, _at - _start);
        Leave();
        return record;
    }

    // A quote that never closes swallows the lines after it. Only its first line is given up: reading goes on with
    // the second, so one slip of a submitter costs one row.
    private ScannedRecord Recover(RowProblem problem)
    {
        _overfull = false;
        var line = _line;
        var firstLine = _buffer.AsSpan(_start, _at - _start).IndexOfAny(LineEnds);
        if (firstLine >= 0) _at = _start + firstLine;

        var kept = "";
        while (!SeekLineEnd())
        {
            kept = Longer(kept, Kept());
            _start = _at = _end;
            if (!Fill()) break;
        }

        kept = Longer(kept, Kept());
        if (_at < _end) SkipLineEnd();
        Leave();
        return new ScannedRecord(line, [kept], 1, kept.Length, problem);
    }

    private bool SeekLineEnd()
    {
        var hit = _buffer.AsSpan(_at, _end - _at).IndexOfAny(LineEnds);
        _at = hit < 0 ? _end : _at + hit;
        return hit >= 0;
    }

    private string Kept() => RecordCells.Clip(_buffer.AsSpan(_start, _at - _start), limits.KeptCharacters);

    private static string Longer(string first, string second) => first.Length > 0 ? first : second;

    private void Leave()
    {
        _line += CountLines(_buffer.AsSpan(_start, _at - _start));
        _start = _at;
    }

    private static int CountLines(ReadOnlySpan<char> text)
    {
        var lines = text.Count('\n');
        for (int at; (at = text.IndexOf('\r')) >= 0; text = text[(at + 1)..])
        {
            if (at + 1 == text.Length || text[at + 1] != '\n') lines++;
        }

        return lines;
    }

    private void SkipBlankLines()
    {
        while (Available() && _buffer[_at] is '\r' or '\n')
        {
            SkipLineEnd();
            Leave();
        }
    }

    private void SkipLineEnd()
    {
        if (_buffer[_at++] == '\r' && Available() && _buffer[_at] == '\n') _at++;
    }

    private bool Available() => _at < _end || Fill();

    private bool Fill()
    {
        var held = _end - _start;
        if (held >= limits.RecordCharacters)
        {
            _overfull = true;
            return false;
        }

        if (_start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, held);
            _at -= _start;
            _end = held;
            _start = 0;
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = reader.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
