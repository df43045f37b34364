using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Post.Kernel.Data;
using Post.Kernel.Imports.Reading;
using Post.Standards.Contracts;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Features.ImportDisciplinary;

/// <summary>A row's meaning in the columns of the staging table.</summary>
internal sealed class StagedDisciplinaryRow(DisciplinaryRow row, byte[] digest)
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "complaint_number", "ia_number", "ia_number_source", "reporting_agency", "reporting_agency_source", "current_agency",
        "officer_number", "first_name", "surname", "suffix", "status_code", "status_source", "category_code", "category_source",
        "subtype_code", "subtype_source", "narrative", "incident_on", "allegation_number", "disposition_code",
        "disposition_source", "disciplines", "intake_channel", "county", "row_digest",
    ];

    public void Write(CopyRows to)
    {
        WriteTexts(to,
            row.ComplaintNumber, row.IaNumber.Value, row.IaNumber.SourceText, row.ReportingAgency.Spelling,
            row.ReportingAgency.SourceText, row.CurrentAgency.Spelling, row.OfficerNumber, row.Officer.FirstName,
            row.Officer.Surname, row.Officer.Suffix, StatusCode(row.CertificationStatus), row.CertificationStatus.SourceText,
            row.Category.Code, row.Category.SourceText, row.Subtype.Code, row.Subtype.SourceText, row.Narrative);
        to.Date(row.IncidentDate);
        WriteTexts(to, row.AllegationNumber, row.Disposition.Code, row.Disposition.SourceText);
        to.Json(JsonSerializer.Serialize(row.Disciplines.Select(Json)));
        WriteTexts(to, row.IntakeChannel, row.County);
        to.Bytes(digest);
    }

    /// <summary>A rejected row has its cells and reasons, and no meaning.</summary>
    public static void WriteNothing(CopyRows to)
    {
        for (var i = 0; i < Columns.Count; i++) to.Null();
    }

    /// <summary>Over the cells as they stand, by column: the same row in another order of columns is the same row.</summary>
    public static byte[] DigestOf(MappedCells cells)
    {
        var text = new StringBuilder(256);
        foreach (var column in DisciplinaryLayout.Columns.Columns) text.Append(cells[column]).Append('\u001f');
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    // A status outside the vocabulary holds the row; until a person maps it, the officer's status is not recorded.
    private static string StatusCode(CodedValue status) =>
        status.State is CodeState.Unmapped ? Codes.NotRecorded : status.Code;

    private static object Json(DisciplineEntry entry) => new
    {
        type = entry.Type.Code,
        state = StateOf(entry).ToString(),
        qualifiers = entry.Qualifiers,
        remark = entry.Remark,
        source = entry.Render(),
    };

    private static DisciplineState StateOf(DisciplineEntry entry) => entry switch
    {
        { IsReversed: true } => DisciplineState.Reversed,
        { IsPending: true } => DisciplineState.Pending,
        // "Later overturned" in a remark is a reversal that nobody put in the set form: shown to nobody until looked at.
        { Screens.Count: > 0 } => DisciplineState.Unclear,
        _ => DisciplineState.Imposed,
    };

    private static void WriteTexts(CopyRows to, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts) to.Text(text);
    }
}
