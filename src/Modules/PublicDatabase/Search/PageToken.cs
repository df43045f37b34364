using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Post.PublicDatabase.Search;

/// <summary>
/// Where a page ends, as text for an address: rank and display order of its last officer. It holds no ordinal, so it
/// stays good when officers come and go between two pages.
/// </summary>
internal static class PageToken
{
    private const int HeadLength = 1 + sizeof(uint) + sizeof(ushort);
    private const int MaxLength = 2_000;

    // A token of another layout is not understood, rather than misread.
    private const byte Layout = 1;

    public static string Write(uint question, int rank, string displayOrder)
    {
        var bytes = new byte[HeadLength + Encoding.UTF8.GetByteCount(displayOrder)];
        bytes[0] = Layout;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(1), question);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(5), (ushort)rank);
        Encoding.UTF8.GetBytes(displayOrder, bytes.AsSpan(HeadLength));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null for anything but a token of the same question.</summary>
    public static (int Rank, string DisplayOrder)? Read(string token, uint question)
    {
        if (token.Length > MaxLength) return null;

        var bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        var status = Base64Url.DecodeFromChars(token, bytes, out _, out var written);
        if (status != OperationStatus.Done || written < HeadLength || bytes[0] != Layout) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(1)) != question) return null;

        var rank = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(5));
        return (rank, Encoding.UTF8.GetString(bytes.AsSpan(HeadLength, written - HeadLength)));
    }

    /// <summary>A fingerprint of what was asked: text and filters, but not the length of the page.</summary>
    public static uint Question(SearchText text, SearchRequest request)
    {
        var statuses = (request.Statuses ?? []).Order(StringComparer.Ordinal);
        string[] asked =
        [
            string.Join(' ', text.Words), request.AgencyKey?.Trim() ?? "", string.Join(',', statuses),
            request.County?.Trim() ?? "", text.WordsBeforeComma > 0 ? "," : "",
        ];
        return TextHash.Of(string.Join('\u001f', asked));
    }
}

/// <summary>The first place a page may hold.</summary>
internal readonly record struct PagePlace(int Rank, int Ordinal);
