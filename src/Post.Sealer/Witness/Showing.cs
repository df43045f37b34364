namespace Post.Sealer.Witness;

/// <summary>How it ended that a witness was shown a checkpoint.</summary>
internal enum ShowingOutcome
{
    Cosigned,

    /// <summary>No answer, or one that says: later.</summary>
    Away,

    /// <summary>It does not know the log, or not this key of it: its operator must be told.</summary>
    NotKnown,

    /// <summary>It did not understand the question, or we do not understand the answer.</summary>
    NotUnderstood,

    /// <summary>It answered without a cosignature of the key that is believed.</summary>
    NotCosigned,

    /// <summary>Its cosignature holds and tells another time than now: an old one sent again, or a clock that is wrong.</summary>
    TimeOff,

    /// <summary>A cosignature under its name that does not hold.</summary>
    Forged,

    /// <summary>It saw a log that this one does not continue.</summary>
    OtherLog,

    /// <summary>It saw more than there is.</summary>
    Smaller,

    /// <summary>What came back could not be kept, or the log could not be read for the proof.</summary>
    NotKept,
}

/// <summary>How a showing ended, in words for the log of the process.</summary>
internal sealed record Showing(ShowingOutcome Outcome, string Words)
{
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Two histories, or somebody who signs in another's name: what the witness is there to find.</summary>
    public bool IsAlarm => Outcome is ShowingOutcome.OtherLog or ShowingOutcome.Smaller or ShowingOutcome.Forged;
}
