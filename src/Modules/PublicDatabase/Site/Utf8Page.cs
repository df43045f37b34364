using System.Buffers;
using System.Text;

namespace Post.PublicDatabase.Site;

/// <summary>Takes the text of a page and keeps it as UTF-8, ready to be hashed and sent.</summary>
internal sealed class Utf8Page : TextWriter
{
    private const int UsualSize = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new(UsualSize);

    public override Encoding Encoding => Encoding.UTF8;

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Encoding.UTF8.GetBytes(buffer, _bytes);
}
