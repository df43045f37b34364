using System.Globalization;
using Post.Certification.Domain;
using Post.Certification.Intake.Reading;
using Post.Kernel.Notices.Addresses;

namespace Post.Certification.Reporting;

/// <summary>One thing a report says; null or blank where it says nothing yet.</summary>
public sealed record ReportLine(string Title, string? Words);

/// <summary>What a report says, line by line, in the words of the form.</summary>
internal static class ReportLines
{
    private const decimal MinutesInHour = 60;

    public static IReadOnlyList<ReportLine> Of(ReportKind kind, ReportContent said) =>
    [
        new("Officer number", said.OfficerNumber),
        .. Own(kind, said),
        new(ReportRules.ShowsMisconductQuestion, said.ShowsMisconduct),
    ];

    public static string? Hours(int? minutes) => minutes is { } m ? (m / MinutesInHour).ToString("0.##", CultureInfo.InvariantCulture) : null;

    /// <summary>A line where an electronic mail address is on record for somebody else too; for whom it does not say.</summary>
    public static async Task<IReadOnlyList<ReportLine>> SharedAsync(ContactPoints points, string given, IReadOnlyCollection<Guid> owners, CancellationToken ct) =>
        EmailAddress.TryParse(given, out var email) && (await points.SharedAsync([email.Value], owners, ct)).Count > 0
            ? [new("Shared mailbox", "This address is on record for another officer as well. It can be used; whoever reads the mailbox reads notices to both.")]
            : [];

    private static IEnumerable<ReportLine> Own(ReportKind kind, ReportContent said) => kind switch
    {
        ReportKind.Hire => OfHire(said),
        ReportKind.Separation => OfSeparation(said),
        ReportKind.ConditionMet or ReportKind.RestrictionConditionMet =>
        [
            new(said.ConditionId is null ? "Condition, as the agency names it" : "Condition of the record", said.Subject),
            new(ReportRules.ExtentQuestion, ReportRules.ExtentWords(said.Extent)),
            new("What shows it", said.Evidence),
        ],
        ReportKind.SuspensionTraining =>
        [
            new("Course", said.Subject), new("Hours", Hours(said.Minutes)), new("Place", said.Place), new("What shows it", said.Evidence),
        ],
        ReportKind.Retraining =>
        [
            new("Order: who gave it, by what paper", said.Subject),
            new("Day of the order", said.OrderedOn?.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US"))),
            new("What shows it", said.Evidence),
        ],
        ReportKind.ContactChange => [new("Reached by", ChannelWords(said.Channel)), new("Address", said.Contact)],
        ReportKind.WorkStatusChange =>
        [
            new("Work status", string.Join(": ", new[] { FileVocabulary.Current.LabelOf("work-status", said.WorkStatusCode), said.Subject }.Where(w => !string.IsNullOrEmpty(w)))),
            .. OfLeave(said),
        ],
        ReportKind.RankChange => [new("Rank", said.Rank)],
        ReportKind.NameChange => [new("Name", Name(said))],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string? ChannelWords(string? channel) => channel switch
    {
        nameof(ContactKind.Email) => "Electronic mail",
        nameof(ContactKind.Postal) => "First-class mail",
        _ => null,
    };

    private static IEnumerable<ReportLine> OfHire(ReportContent said) =>
    [
        new("Name", Name(said)),
        new("Rank", said.Rank),
        new("Appointed", FileVocabulary.Current.LabelOf("appointment", said.AppointmentCode)),
    ];

    private static IEnumerable<ReportLine> OfSeparation(ReportContent said)
    {
        var words = FileVocabulary.Current;
        yield return new("Nature", words.LabelOf("separation", said.NatureCode));
        yield return new("Reason", said.Reason);
        yield return new(ReportRules.MisconductQuestion, words.LabelOf("answer", said.MisconductBased));
        yield return new(ReportRules.InvestigationQuestion, words.LabelOf("answer", said.DuringInvestigation));
        if (said.Investigation is not null) yield return new("Investigation", said.Investigation);
    }

    /// <summary>The work status that a report says, and of a leave its nature.</summary>
    public static IEnumerable<string> StatusWords(ReportContent said) =>
        new[] { FileVocabulary.Current.LabelOf("work-status", said.WorkStatusCode), said.Subject, LeaveWords(said.LeaveNatureCode, said.LeaveWords) }
            .Where(w => !string.IsNullOrEmpty(w)).OfType<string>().DefaultIfEmpty("Work status not said yet");

    private static IEnumerable<ReportLine> OfLeave(ReportContent said)
    {
        if (said.WorkStatusCode is not WorkStatusCode.OnLeave) yield break;
        yield return new("Nature of the leave", LeaveWords(said.LeaveNatureCode, said.LeaveWords));
        yield return new("Expected last day", said.LeaveEndsOn?.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US")));
    }

    /// <summary>The nature of a leave as pages say it.</summary>
    public static string LeaveWords(string? nature, string? words) =>
        string.Join(": ", new[] { FileVocabulary.Current.LabelOf("leave", nature), words }.Where(w => !string.IsNullOrEmpty(w)));

    private static string Name(ReportContent said) => string.Join(' ', new[] { said.FirstName, said.Surname, said.Suffix }.OfType<string>());
}
