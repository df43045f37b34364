using System.Buffers.Binary;
using System.Text;
using System.Xml;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>The texts that a workbook keeps once and refers to by number: as UTF-8 in large blocks, since a million
/// strings of their own would cost twice as much.</summary>
internal sealed class SharedTexts
{
    private const int BlockSize = 1024 * 1024;
    private const int Prefix = sizeof(int);

    private readonly List<byte[]> _blocks = [];
    private long[] _places = new long[1024];
    private int _used = BlockSize;
    private char[] _text = new char[256];

    public static readonly SharedTexts None = new();

    public int Count { get; private set; }

    public static SharedTexts Read(Stream part, ReadingLimits cells, WorkbookLimits limits)
    {
        var texts = new SharedTexts();
        using var xml = BoundedXml.Open(part, limits);
        var reader = new RichText(xml, cells, limits);
        while (xml.Step(limits))
        {
            if (xml.NodeType is XmlNodeType.Element && xml.LocalName == "si") texts.Add(reader.ReadElement(), limits);
        }

        return texts;
    }

    /// <summary>Null for a number under which nothing is kept; the characters hold until the next call.</summary>
    public ReadOnlySpan<char> this[int number]
    {
        get
        {
            if ((uint)number >= (uint)Count) throw new UnreadableWorkbookException("workbook-broken", UnreadableWorkbookException.Broken.Text);
            var place = _places[number];
            var block = _blocks[(int)(place / BlockSize)].AsSpan((int)(place % BlockSize));
            var bytes = block.Slice(Prefix, BinaryPrimitives.ReadInt32LittleEndian(block));
            if (_text.Length < bytes.Length) _text = new char[bytes.Length];
            return _text.AsSpan(0, Encoding.UTF8.GetChars(bytes, _text));
        }
    }

    private void Add(ReadOnlySpan<char> text, WorkbookLimits limits)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (_used + Prefix + length > BlockSize) NextBlock();
        if (Count >= limits.SharedTexts || (long)_blocks.Count * BlockSize > limits.SharedTextBytes) throw TooMany();
        if (Count == _places.Length) Array.Resize(ref _places, _places.Length * 2);

        var block = _blocks[^1].AsSpan(_used);
        BinaryPrimitives.WriteInt32LittleEndian(block, length);
        Encoding.UTF8.GetBytes(text, block[Prefix..]);
        _places[Count++] = ((long)(_blocks.Count - 1) * BlockSize) + _used;
        _used += Prefix + length;
    }

    private void NextBlock()
    {
        _blocks.Add(new byte[BlockSize]);
        _used = 0;
    }

    private static UnreadableWorkbookException TooMany() => new("workbook-too-large",
        "The workbook holds more different texts than are taken from a workbook. Save the sheet as “CSV UTF-8” and send that file.");
}
