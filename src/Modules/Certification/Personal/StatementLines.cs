using Post.Certification.Domain;
using Post.Certification.Intake.Reading;
using Post.Certification.Reporting;

namespace Post.Certification.Personal;

/// <summary>What a statement says, line by line, in the words of the form.</summary>
internal static class StatementLines
{
    public static IReadOnlyList<ReportLine> Of(StatementKind kind, StatementContent said, string? address, string? decision) => kind switch
    {
        StatementKind.Address => [new("Reached by", ReportLines.ChannelWords(said.Channel)), new("Address", said.Contact)],
        StatementKind.AddressEnd => [new("Address on record", address)],
        StatementKind.Name => [new("Name", Name(said)), new("What shows it", said.Evidence)],
        StatementKind.Workplace => [new("Works", said.Subject)],
        StatementKind.WorkStatus =>
        [
            new("Work status", string.Join(": ", new[] { FileVocabulary.Current.LabelOf("work-status", said.WorkStatusCode), said.Subject }.Where(w => !string.IsNullOrEmpty(w)))),
        ],
        StatementKind.UnitHead => said.NoUnit
            ? [new("Bargaining unit", "None")]
            : [new("Bargaining unit", said.Subject), new("Its head", said.Head), new("Reached at", said.Contact)],
        StatementKind.Training =>
        [
            new("Course", said.Subject), new("Hours", ReportLines.Hours(said.Minutes)), new("Place", said.Place), new("What shows it", said.Evidence),
        ],
        StatementKind.Petition => [new("Decision", decision), new("Grounds", said.Subject)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether the record bears out a training that an officer told of (12.07(1)(b)5).</summary>
    /// <param name="course">The course as the officer named it.</param>
    /// <param name="onRecord">Training of that officer on record as completed on that day: course and code of its provider.</param>
    public static ReportLine OfRecord(string course, IReadOnlyList<(string Course, string Provider)> onRecord)
    {
        var same = onRecord.Where(t => FoldedWords.Of(t.Course) == FoldedWords.Of(course)).ToList();
        return new("On record", (onRecord.Count, same.Count) switch
        {
            (0, _) => "Unverified: no training of that day is on record",
            (_, 0) => $"Unverified: no training of that name is on record; of that day, {Listed(onRecord)}",
            _ => $"Matches {Listed(same)}",
        });

        static string Listed(IEnumerable<(string Course, string Provider)> rows) =>
            string.Join("; ", rows.Select(t => $"{t.Course}, {FileVocabulary.Current.LabelOf("training-provider", t.Provider)}"));
    }

    private static string Name(StatementContent said) => string.Join(' ', new[] { said.FirstName, said.Surname, said.Suffix }.OfType<string>());
}
