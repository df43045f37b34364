using System.Globalization;

namespace Post.Kernel.Documents;

/// <summary>A content in a few words.</summary>
internal static class DocumentWords
{
    private const double Thousand = 1024;

    public static string TypeAndSize(DocumentContent content) => $"{DocumentTypeFacts.Of(content.Type).Label}, {Size(content.Bytes)}";

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} bytes",
        < 1024 * 1024 => (bytes / Thousand).ToString("0.#", CultureInfo.InvariantCulture) + " KB",
        _ => (bytes / Thousand / Thousand).ToString("0.#", CultureInfo.InvariantCulture) + " MB",
    };
}
