namespace Post.Kernel.Documents.Inspection;

/// <summary>How far a packed document is opened before it is held as a bomb.</summary>
public sealed record InspectionLimits
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Parts of an Office file.</summary>
    public int ZipEntries { get; init; } = 5_000;

    /// <summary>All parts together, unpacked.</summary>
    public long UnpackedBytes { get; init; } = 512 * Megabyte;

    /// <summary>Unpacked to packed, of one part; sheets of equal rows come near a hundred.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>A part below this size is no bomb whatever its ratio.</summary>
    public long RatioFrom { get; init; } = Megabyte;

    /// <summary>One stream of a PDF that holds objects.</summary>
    public long PdfObjectBytes { get; init; } = 64 * Megabyte;
}
