namespace Post.Verifier.Checks;

/// <summary>What was found, by the place where the log no longer agrees with itself; the number is the exit code.</summary>
internal enum TamperClass
{
    /// <summary>
    /// A producer died with numbers in hand: a warning and no proof of tampering. Whatever stood in the last moments before a
    /// death cannot be told from what was taken away there.
    /// </summary>
    Unwritten = 3,

    /// <summary>Columns of an event are not those that were hashed.</summary>
    EventChanged = 10,

    /// <summary>A sealed place whose event is gone.</summary>
    EventMissing = 11,

    /// <summary>An event stands before the seal's end and was never sealed: it was put in afterwards.</summary>
    EventInserted = 12,

    /// <summary>An event waits for its seal longer than the lag allows.</summary>
    EventUnsealed = 13,

    /// <summary>The database's own time or transaction of an event is not the sealed one.</summary>
    EventMoved = 14,

    /// <summary>A payload is not the one whose digest the event states.</summary>
    PayloadChanged = 15,

    /// <summary>A payload is gone and no redaction says so.</summary>
    PayloadMissing = 16,

    /// <summary>A payload without an event.</summary>
    PayloadStray = 17,

    /// <summary>A payload was taken away by one person alone.</summary>
    RedactionUnapproved = 18,

    /// <summary>A payload is there though a redaction says that it is gone: it was put back, as by an older back-up.</summary>
    RedactionUndone = 19,

    /// <summary>A leaf's hash is not what was signed.</summary>
    LeafChanged = 20,

    /// <summary>A place in the order is empty.</summary>
    LeafMissing = 21,

    /// <summary>One event stands in two places.</summary>
    LeafDuplicate = 22,

    /// <summary>Leaves behind the last checkpoint.</summary>
    LeafUnsigned = 23,

    /// <summary>Events are not in the order in which they are sealed.</summary>
    OrderChanged = 24,

    /// <summary>A stored tile is not the one that the leaves give.</summary>
    TileChanged = 25,

    /// <summary>The leaves agree with themselves and not with what was signed.</summary>
    TreeMismatch = 30,

    /// <summary>A checkpoint that no key of this log signed, or that cannot be read.</summary>
    CheckpointForged = 31,

    /// <summary>The log is shorter than it was when somebody else saw it.</summary>
    TailMissing = 32,

    /// <summary>The log is another than the one somebody else saw.</summary>
    HistoryRewritten = 33,

    /// <summary>The keys do not vouch for each other, or are not those that others know.</summary>
    KeyHistory = 34,

    /// <summary>A producer's count has a hole: an event was lost, or taken away before it was sealed.</summary>
    SequenceGap = 40,

    /// <summary>Two events claim one number of a producer.</summary>
    SequenceDuplicate = 41,

    /// <summary>A guard that refuses changes is gone or asleep.</summary>
    GuardRemoved = 50,
}
