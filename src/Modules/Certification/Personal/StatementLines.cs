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

    private static string Name(StatementContent said) => string.Join(' ', new[] { said.FirstName, said.Surname, said.Suffix }.OfType<string>());
}
