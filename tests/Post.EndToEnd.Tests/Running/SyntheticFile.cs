using System.Text;
using Post.Cli.Demo;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.EndToEnd.Tests.Running;

/// <summary>One row of a disciplinary file about invented people: a sustained complaint unless a test says otherwise.</summary>
internal sealed record FileRow(string OfficerNumber, string FirstName, string Surname, int Complaint)
{
    public string Agency { get; init; } = "Harbor City Police Department";
    /// <summary>Who reports the complaint; the officer's own agency unless a test says otherwise.</summary>
    public string? ReportingAgency { get; init; }

    public string Category { get; init; } = "Other Misconduct";
    public string Subtype { get; init; } = "Improper processing of prisoners or property";
    public string Narrative { get; init; } = "";
    public string Incident { get; init; } = "4/2/2023";
    public string Status { get; init; } = "Certified";
    public string Discipline { get; init; } = "Suspension: 1-5 days";
    public string Disposition { get; init; } = "Sustained";

    /// <summary>The allegation's number; the complaint's own where it has one allegation.</summary>
    public int? Allegation { get; init; }

    public IEnumerable<string> Cells() =>
    [
        $"{Complaint:00000000}", "", ReportingAgency ?? Agency, Surname, FirstName, Agency, Category, Subtype, Narrative, Incident, Status,
        OfficerNumber, $"A-{Allegation ?? Complaint:00000000}", Discipline, Disposition, "Historical Disciplinary Import 20230501", "",
        "Middlesex",
    ];
}

/// <summary>Writes disciplinary files in the Commission's layout.</summary>
internal static class SyntheticFile
{
    /// <summary>The generated state of the demonstration, then these rows.</summary>
    public static string Write(string path, int officers, params IEnumerable<FileRow> rows)
    {
        DemoState.WriteDisciplinaryFile(path, officers, seed: 1);
        File.AppendAllText(path, Text(rows), Encoding.Latin1);
        return path;
    }

    /// <summary>These rows alone.</summary>
    public static string Write(string path, params IEnumerable<FileRow> rows)
    {
        File.WriteAllText(path, Line(DisciplinaryLayout.Columns.Columns.Select(c => c.Name)) + Text(rows), Encoding.Latin1);
        return path;
    }

    /// <summary>Lines of any layout, the header first.</summary>
    public static string WriteLines(string path, params IEnumerable<string> lines)
    {
        File.WriteAllLines(path, lines);
        return path;
    }

    private static string Text(IEnumerable<FileRow> rows) => string.Concat(rows.Select(r => Line(r.Cells())));

    private static string Line(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";
}
