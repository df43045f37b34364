using Microsoft.Extensions.Configuration;
using Post.Kernel.Documents.Inspection;

namespace Post.Kernel.Documents;

/// <summary>Where documents are kept and how much of what is taken; read once from <c>Post:Documents</c>.</summary>
public sealed record DocumentSettings
{
    private const long Megabyte = 1024 * 1024;

    public required string Folder { get; init; }

    /// <summary>Largest document.</summary>
    public long MaxBytes { get; init; } = 200 * Megabyte;

    /// <summary>What one person may send in a day, so that a stolen session cannot fill the disk.</summary>
    public long MaxBytesPerDay { get; init; } = 2048 * Megabyte;

    /// <summary>Free space that no document may take: the database may share the disk.</summary>
    public long ReserveBytes { get; init; } = 512 * Megabyte;

    public TimeSpan TicketLife { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Each content is hashed anew this often.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Files without a row are taken away when they are older; a receipt under way is much younger.</summary>
    public TimeSpan OrphanAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary><c>unix:/run/clamav/clamd.ctl</c> or <c>tcp://host:3310</c>; null: no scanner.</summary>
    public string? Clamd { get; init; }

    public TimeSpan ClamdPatience { get; init; } = TimeSpan.FromSeconds(30);

    public InspectionLimits Inspection { get; init; } = new();

    public static DocumentSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Post:Documents");
        var files = configuration["Post:FileFolder"] ?? ".local/files";
        var defaults = new DocumentSettings { Folder = Path.GetFullPath(section["Folder"] ?? Path.Combine(files, "documents")) };
        return defaults with
        {
            MaxBytes = section.GetValue("MaxMegabytes", defaults.MaxBytes / Megabyte) * Megabyte,
            MaxBytesPerDay = section.GetValue("MaxMegabytesPerDay", defaults.MaxBytesPerDay / Megabyte) * Megabyte,
            ReserveBytes = section.GetValue("ReserveMegabytes", defaults.ReserveBytes / Megabyte) * Megabyte,
            TicketLife = TimeSpan.FromSeconds(section.GetValue("TicketSeconds", defaults.TicketLife.TotalSeconds)),
            CheckEvery = TimeSpan.FromDays(section.GetValue("CheckEveryDays", defaults.CheckEvery.TotalDays)),
            OrphanAge = TimeSpan.FromHours(section.GetValue("OrphanHours", defaults.OrphanAge.TotalHours)),
            Clamd = section["Clamd"] is { Length: > 0 } clamd ? clamd : null,
            ClamdPatience = TimeSpan.FromSeconds(section.GetValue("ClamdSeconds", defaults.ClamdPatience.TotalSeconds)),
            Inspection = new InspectionLimits
            {
                ZipEntries = section.GetValue("ZipEntries", defaults.Inspection.ZipEntries),
                UnpackedBytes = section.GetValue("UnpackedMegabytes", defaults.Inspection.UnpackedBytes / Megabyte) * Megabyte,
                Ratio = section.GetValue("UnpackRatio", defaults.Inspection.Ratio),
            },
        };
    }
}
