namespace Post.EndToEnd.Tests.Running;

/// <summary>The invented people of the journeys, each for one of them; their numbers lie in the block that no real file uses.</summary>
internal static class Cast
{
    /// <summary>Stands in a narrative and nowhere else: where it shows, an unscreened text has leaked.</summary>
    public const string WordOfANarrative = "zebrafinch";

    public static readonly FileRow Found = new("3229-9001", "Marisol", "Featherstone", 59_000_001)
    {
        Narrative = $"The desk log speaks of a {WordOfANarrative} in the evidence room.",
    };

    public static readonly FileRow Withdrawn = new("3229-9002", "Ottoline", "Quarrington", 59_000_002);

    public static readonly FileRow Standing = new("3229-9003", "Leopold", "Wexcombe", 59_000_003);

    /// <summary>The same officer's other complaint, whose discipline is reversed later.</summary>
    public static readonly FileRow Reversed = Standing with { Complaint = 59_000_004, Subtype = "Alcohol or drug abuse" };

    public static readonly FileRow Misspelt = new("3229-9005", "Philippa", "Underhay", 59_000_005) { Agency = "Birchwold PD" };

    public static readonly FileRow Looked = new("3229-9006", "Aurelio", "Brackenbury", 59_000_006)
    {
        Narrative = "A text that staff may read and the public may not.",
    };

    /// <summary>Found by nobody: the disposition does not say how the matter ended.</summary>
    public static readonly FileRow Held = new("3229-9007", "Cornelius", "Applewhite", 59_000_007) { Disposition = "Other" };

    public static readonly FileRow Documented = new("3229-9008", "Seraphina", "Holloway", 59_000_008);

    /// <summary>Has one document of each look: shown, held, replaced.</summary>
    public static readonly FileRow Pictured = new("3229-9009", "Benedict", "Ashgrove", 59_000_009);

    /// <summary>Known by histories: service, certificates, and a row under somebody else's name that waits for a person.</summary>
    public static readonly FileRow Served = new("3229-9010", "Rosalind", "Thackeray", 59_000_010);

    /// <summary>One person under two numbers, until somebody says so.</summary>
    public static readonly FileRow Twice = new("3229-9011", "Winifred", "Larkspur", 59_000_011);

    public static readonly FileRow TwiceAgain = Twice with { OfficerNumber = "3229-9012", Complaint = 59_000_012 };

    /// <summary>A pair that waits to be decided upon.</summary>
    public static readonly FileRow Paired = new("3229-9013", "Ignatius", "Merriweather", 59_000_013);

    public static readonly FileRow PairedOther = Paired with { OfficerNumber = "3229-9014", Complaint = 59_000_014 };

    /// <summary>A person known under the second number, whose statuses contradict.</summary>
    public static readonly FileRow Joined = new("3229-9015", "Cordelia", "Fanshawe", 59_000_015);

    public static readonly FileRow JoinedInto = Joined with { OfficerNumber = "3229-9016", Complaint = 59_000_016, Status = "Suspended" };

    /// <summary>Stands in the reason of a separation and nowhere else: where the public reads it, it has leaked.</summary>
    public const string WordOfASeparation = "kittiwake";

    public static readonly FileRow[] All = [Found, Withdrawn, Standing, Reversed, Misspelt, Looked, Held, Documented, Pictured, Twice, TwiceAgain, Paired, PairedOther,
        Joined, JoinedInto];
}
