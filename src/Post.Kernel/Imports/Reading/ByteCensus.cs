using System.Buffers;
using System.Text.Unicode;

namespace Post.Kernel.Imports.Reading;

/// <summary>What the bytes of a file say about its encoding, gathered chunk by chunk in constant memory.</summary>
internal sealed class ByteCensus
{
    public const int SampleSize = 64 * 1024;

    // The five code points that Windows-1252 leaves without a character.
    private static readonly SearchValues<byte> Undefined = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    private readonly byte[] _sample = new byte[SampleSize];
    private readonly byte[] _joint = new byte[7];
    private int _sampled;
    private int _carried;

    public long Bytes { get; private set; }

    public bool HasNul { get; private set; }

    public bool HasUndefined1252 { get; private set; }

    public bool IsUtf8 { get; private set; } = true;

    public bool BeginsWithUtf8Mark => Sample.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);

    public ReadOnlySpan<byte> Sample => _sample.AsSpan(0, _sampled);

    public void Take(ReadOnlySpan<byte> chunk)
    {
        Bytes += chunk.Length;
        if (_sampled < SampleSize)
        {
            var part = chunk[..Math.Min(chunk.Length, SampleSize - _sampled)];
            part.CopyTo(_sample.AsSpan(_sampled));
            _sampled += part.Length;
        }

        HasNul |= chunk.Contains((byte)0);
        HasUndefined1252 |= chunk.IndexOfAny(Undefined) >= 0;
        if (IsUtf8) IsUtf8 = CheckUtf8(chunk);
    }

    public void Finish()
    {
        if (_carried > 0) IsUtf8 = false;
    }

    /// <summary>Text in UTF-16 shows as NUL in every other byte; a binary file has them anywhere.</summary>
    public bool LooksLikeUtf16()
    {
        if (Sample.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return true;
        if (Sample.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return true;

        Span<int> nuls = [0, 0];
        for (var i = 0; i < _sampled; i++)
        {
            if (_sample[i] == 0) nuls[i % 2]++;
        }

        var half = Math.Max(1, _sampled / 2);
        return Math.Max(nuls[0], nuls[1]) > half * 0.6 && Math.Min(nuls[0], nuls[1]) < half * 0.05;
    }

    private bool CheckUtf8(ReadOnlySpan<byte> chunk)
    {
        while (_carried > 0 && chunk.Length > 0)
        {
            _joint[_carried++] = chunk[0];
            chunk = chunk[1..];
            if (_carried < SequenceLength(_joint[0])) continue;
            if (!Utf8.IsValid(_joint.AsSpan(0, _carried))) return false;
            _carried = 0;
        }

        var tail = UnfinishedTail(chunk);
        chunk[^tail..].CopyTo(_joint.AsSpan(_carried));
        _carried += tail;
        return Utf8.IsValid(chunk[..^tail]);
    }

    private static int UnfinishedTail(ReadOnlySpan<byte> chunk)
    {
        for (var back = 1; back <= Math.Min(3, chunk.Length); back++)
        {
            var value = chunk[^back];
            if ((value & 0xC0) == 0x80) continue;
            return SequenceLength(value) > back ? back : 0;
        }

        return 0;
    }

    private static int SequenceLength(byte lead) => lead switch
    {
        >= 0xF0 and <= 0xF4 => 4,
        >= 0xE0 and <= 0xEF => 3,
        >= 0xC2 and <= 0xDF => 2,
        _ => 1,
    };
}
