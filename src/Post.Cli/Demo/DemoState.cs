using System.Buffers;
using System.Globalization;
using System.Text;

namespace Post.Cli.Demo;

/// <summary>Writes the invented state in the file formats that real submitters use, so that it takes the same
/// way in as theirs.</summary>
internal static class DemoState
{
    /// <summary>The date the files speak of; no incident in them is later.</summary>
    public static readonly DateOnly AsOf = new(2025, 6, 30);

    internal const string DisciplinaryHeader =
        "POST.,IA_Number,ReportingAgency,LastName,FirstName,Current Agency,Allegation_Type,Allegation_Subtype,"
        + "Allegation_Details,IncidentDate,CertificationStatus,MPTCID,Alligation Name,Disciplines,LEADisposition,"
        + "IntakeChannel,Suffix,County";

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>The 2024 layout to the byte: Windows-1252, LF, quotation marks only where they are needed.</summary>
    public static void WriteDisciplinaryFile(string path, int officers, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(officers, DemoComplaints.OfficersMax);

        using var file = new StreamWriter(path, append: false, Windows1252(), bufferSize: 64 * 1024);
        file.NewLine = "\n";
        file.WriteLine(DisciplinaryHeader);

        var complaints = new DemoComplaints(new DemoDice(seed), DemoAgencies.All);
        for (var i = 0; i < officers; i++)
        {
            foreach (var row in complaints.NextOfficer()) WriteRow(file, row);
        }
    }

    internal static void WriteRow(StreamWriter file, DemoRow row)
    {
        var (complaint, officer, allegation) = row;
        WriteCells(
            file,
            complaint.Number.ToString("00000000", CultureInfo.InvariantCulture),
            complaint.IaNumber, complaint.AgencySpelling, officer.LastName, officer.FirstName, officer.CurrentAgency,
            allegation.Category, allegation.Subtype, allegation.Narrative,
            complaint.Incident.ToString("M/d/yyyy", CultureInfo.InvariantCulture),
            officer.Status, officer.Number,
            string.Create(CultureInfo.InvariantCulture, $"A-{allegation.Number:00000000}"),
            allegation.Discipline, allegation.Disposition, complaint.Channel, officer.Suffix, complaint.County);
    }

    internal static void WriteCells(StreamWriter file, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) file.Write(',');
            file.Write(Quoted(cells[i]));
        }

        file.WriteLine();
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(NeedQuotes) < 0
        ? cell
        : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static Encoding Windows1252() => CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
