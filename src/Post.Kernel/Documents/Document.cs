namespace Post.Kernel.Documents;

/// <summary>Where the scanner stands with a content.</summary>
public enum ScanState
{
    /// <summary>There was no scanner when it came.</summary>
    NotConfigured,

    /// <summary>The scanner did not answer yet; held until it does.</summary>
    Waiting,
    Clean,
    Infected,
}

/// <summary>What the last check of the bytes found.</summary>
public enum Integrity
{
    Intact,
    Altered,
    Missing,
}

/// <summary>To whom a document belongs: a kind that a module answers for, and that module's own key.</summary>
public sealed record DocumentOwnerKey(string Kind, string Reference);

/// <summary>Bytes that are kept once, however often they came, and what is known of them.</summary>
public sealed record DocumentContent(
    string Sha256,
    long Bytes,
    DocumentType Type,
    string? Charset,
    string? HoldWords,
    ScanState Scan,
    string? ScanFound,
    Integrity Integrity,
    DateTimeOffset CheckedAt)
{
    /// <summary>Null when it may be served; else the words that say why not.</summary>
    public string? HeldBecause => this switch
    {
        { Integrity: not Integrity.Intact } => "The bytes are no longer those that came. The operator has been told.",
        { Scan: ScanState.Infected } => $"The scanner found “{ScanFound}” in it. Ask the sender for a clean copy.",
        { HoldWords: { } words } => words,
        { Scan: ScanState.Waiting } => "It has not been scanned yet. It opens by itself when the scanner has found it clean.",
        _ => null,
    };

    /// <summary>Held for what it is and nothing else: a person may decide to let it out.</summary>
    public bool IsHeldByItsForm => HoldWords is { } words && HeldBecause == words && Scan is not ScanState.Waiting;
}

/// <summary>One receipt of a document. It is never changed; a later one may supersede it.</summary>
public sealed record Document(
    Guid Id,
    DocumentContent Content,
    string NameAsSent,
    string Class,
    string ReceivedFrom,
    string ReceivedBy,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<Guid> Subjects,
    DocumentOwnerKey Owner,
    Guid? Supersedes,
    Guid? SupersededBy)
{
    public string ShownName => DocumentName.Shown(NameAsSent);

    /// <summary>What was decided last about its being held.</summary>
    public HoldDecision? Decision { get; init; }

    /// <summary>Why its bytes may not be downloaded; null when they may.</summary>
    public string? KeptBecause => Content.IsHeldByItsForm && Decision?.Outcome is HoldOutcome.Released ? null : Content.HeldBecause;
}
