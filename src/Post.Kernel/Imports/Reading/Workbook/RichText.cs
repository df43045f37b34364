using System.Globalization;
using System.Xml;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Reads the text of an element, runs of a formatted text joined and readings for pronunciation left out.</summary>
internal sealed class RichText(XmlReader xml, ReadingLimits cells, WorkbookLimits limits)
{
    private char[] _text = new char[1024];
    private int _length;

    /// <summary>The text of all “t” below the element the parser stands on; stands on its end afterwards.</summary>
    public ReadOnlySpan<char> ReadElement()
    {
        _length = 0;
        if (xml.IsEmptyElement) return default;
        var depth = xml.Depth;
        var silent = int.MaxValue;
        while (xml.Step(limits) && xml.Depth > depth)
        {
            if (xml.Depth <= silent) silent = int.MaxValue;
            if (xml.NodeType is not XmlNodeType.Element || xml.IsEmptyElement || silent < xml.Depth) continue;
            if (xml.LocalName == "rPh") silent = xml.Depth;
            else if (xml.LocalName == "t") AppendValue();
        }

        return Unescape(_text, _length);
    }

    /// <summary>The text directly inside the element the parser stands on; stands on its end afterwards.</summary>
    public ReadOnlySpan<char> ReadValue()
    {
        _length = 0;
        if (!xml.IsEmptyElement) AppendValue();
        return _text.AsSpan(0, _length);
    }

    public static ReadOnlySpan<char> Unescape(char[] text, int length)
    {
        var kept = text.AsSpan(0, length);
        if (kept.IndexOf("_x") < 0) return kept;
        var to = 0;
        for (var from = 0; from < length; from++)
        {
            if (IsEscape(kept[from..], out var character)) from += 6;
            else character = kept[from];
            text[to++] = character;
        }

        return text.AsSpan(0, to);
    }

    // “_x000D_” is how a workbook writes a character that XML cannot hold (ECMA-376, part 1, 22.9.2.19).
    private static bool IsEscape(ReadOnlySpan<char> at, out char character)
    {
        character = default;
        if (at.Length < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_') return false;
        if (!ushort.TryParse(at[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return false;
        character = (char)code;
        return true;
    }

    private void AppendValue()
    {
        var depth = xml.Depth;
        while (xml.Step(limits) && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace) Append();
        }
    }

    // One character more than is taken is kept, so that the row can say it is too long; the rest is only passed over.
    private void Append()
    {
        while (_length <= cells.CellCharacters)
        {
            if (_length == _text.Length) Array.Resize(ref _text, _text.Length * 2);
            var read = xml.ReadValueChunk(_text, _length, Math.Min(_text.Length - _length, cells.CellCharacters + 1 - _length));
            if (read == 0) return;
            _length += read;
        }
    }
}
