using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Time;

namespace Post.AccessReview.Watch;

/// <summary>One kind of misuse, looked for in what was just added to the log. A rule reads what it is given and asks nobody.</summary>
internal interface IMisuseRule
{
    /// <summary>Under which its numbers stand in <c>misuse_rule</c>.</summary>
    string Code { get; }

    IEnumerable<Finding> Look(WatchedBatch batch, RuleNumbers numbers);
}

/// <summary>
/// What a rule found: by whom, in which looks, about whom. The same finding makes the same key, whenever it is made; the words
/// name nobody, for alerts are counted and listed where the record is not open.
/// </summary>
internal sealed record Finding(string Key, IReadOnlyList<LogEvent> Looks, IReadOnlyList<Guid> Subjects, string Facts)
{
    /// <summary>A deadline that runs for its review already; null: one begins with the alert, if its source asks for one.</summary>
    public Guid? DeadlineId { get; init; }

    /// <summary>Who must answer: the account of the last of the looks.</summary>
    public LogEvent Last => Looks[^1];

    public static Finding Of(string rule, string what, LogEvent look, string facts) =>
        new(KeyOf(rule, look, what), [look], look.SubjectIds, facts);

    public static Finding OfDay(string rule, IReadOnlyList<LogEvent> looks, string facts) => new(
        KeyOf(rule, looks[^1], DayOf(looks[^1])), looks, [.. looks.SelectMany(l => l.SubjectIds).Distinct()], facts);

    /// <summary>The words, and whether the gate had let the look through.</summary>
    public static string Told(LogEvent look, string facts) => look.Outcome is AuditOutcome.Denied ? $"{facts} The look was refused." : facts;

    public static string DayOf(LogEvent look) => $"{CivilClock.LegalDate(look.At):yyyy-MM-dd}";

    private static string KeyOf(string rule, LogEvent look, string what) => $"{rule}|{look.ActorId}|{what}";
}
