using Post.Certification.Domain;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>What an agency reports when an officer tells it of the same: each stands in its own words, and neither is written over (12.07(1)(b)3).</summary>
internal static class StatementReports
{
    /// <summary>The report that tells of the same; null where the agency has no report of it, or would have to choose one.</summary>
    public static ReportKind? KindOf(StatementKind kind) => kind switch
    {
        StatementKind.Name => ReportKind.NameChange,
        StatementKind.WorkStatus => ReportKind.WorkStatusChange,
        _ => null,
    };

    /// <summary>Taking it in writes the record: the officer's own word is what makes an address one's own (12.07(1)(b)1).</summary>
    public static bool Writes(StatementKind kind) => kind is StatementKind.Address or StatementKind.AddressEnd;

    /// <summary>What such a report would say; the agency learned of it on the day on which the officer told it.</summary>
    public static ReportContent Of(OfficerStatement statement, string officerNumber) => new()
    {
        OfficerNumber = officerNumber,
        OccurredOn = statement.OccurredOn,
        KnownOn = CivilClock.LegalDate(statement.SubmittedAt),
        FirstName = statement.FirstName,
        Surname = statement.Surname,
        Suffix = statement.Suffix,
        WorkStatusCode = statement.WorkStatusCode,
        // Whatever the officer wrote of a leave may tell why: it stays the officer's own word.
        Subject = statement.WorkStatusCode is WorkStatusCode.OnLeave ? null : statement.Subject is { Length: > AgencyReport.SubjectMaxLength } words ? words[..AgencyReport.SubjectMaxLength] : statement.Subject,
        Evidence = statement.Evidence,
    };
}
