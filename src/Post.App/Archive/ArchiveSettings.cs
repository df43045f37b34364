namespace Post.App.Archive;

/// <summary>Where closed months of the log go, and with whose eyes the log is read for it; section <c>Post:LogArchive</c>.</summary>
internal sealed record ArchiveSettings
{
    /// <summary>A folder on other storage than the database's, best one that keeps what was written; null: no archive.</summary>
    public string? Folder { get; init; }

    /// <summary>The verifier's login, which this process needs for nothing else; null: no archive.</summary>
    public string? Verifier { get; init; }

    /// <summary>What a witness keeps of this log; null: nobody watches.</summary>
    public string? Witness { get; init; }

    /// <summary>So long after its end a month is taken as closed: whoever began to write in it has come to an end.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Each archived month is read and compared this often.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromDays(7);

    public bool Complete => Folder is not null && Verifier is not null;

    public static ArchiveSettings From(IConfiguration configuration) => new()
    {
        Folder = configuration["Post:LogArchive:Folder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
        Verifier = configuration.GetConnectionString("Verifier"),
        Witness = configuration["Post:Sealing:Witness"] is { Length: > 0 } witness ? witness : null,
    };
}
