using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Kernel.Access;
using Post.Kernel.Imports;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Notices;

/// <summary>The run had no row that could go back, or has not ended.</summary>
internal sealed record NothingToReturn(string Words) : Refusal(Words);

/// <summary>
/// Rows of a file that were not accepted go back to the agency that sent it, each with its reason; the good ones were taken
/// (12.05(2)). Row numbers and reasons only: the cells are in the agency's own file.
/// </summary>
internal sealed class ReturnedRowsLetter(CertificationDb db, RejectedRows rejected, CurrentCaller caller)
{
    public const string Kind = "import-rows-returned";
    public const int MessageMaxLength = 2_000;
    private const int RowsInLetter = 200;

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public async Task<Result<ImportRun>> RunAsync(Guid id, CancellationToken ct)
    {
        if (await rejected.RunAsync(id, ct) is not { } run) return new NotFound("This import");
        if (run is not { State: ImportState.Done or ImportState.Refused })
        {
            return new NothingToReturn("Only a file that was taken in, or refused as a whole, is answered; a dry run is not.");
        }

        return run.Counts.Rejected == 0 ? new NothingToReturn("Every row of this file was accepted or is held; there is nothing to return.") : run;
    }

    public async Task<Result<NoticeRequest>> WriteAsync(ImportRun run, Guid agencyId, string? message, CancellationToken ct)
    {
        var agency = await db.LawEnforcementAgencyNames.AsNoTracking().Present()
            .Where(n => n.AgencyId == agencyId && db.LawEnforcementAgencies.Any(a => a.Id == n.AgencyId && a.MergedIntoId == null))
            .Select(n => n.Name).SingleOrDefaultAsync(ct);
        if (agency is null) return new NotFound("This agency");
        var rows = await rejected.OfAsync(run, RowsInLetter, ct);
        return new NoticeRequest(
            Kind, new Addressee(AddresseeKind.LawEnforcementAgency, agencyId, agency), $"import:{run.Id}",
            $"Import of {run.FileName}, {CivilClock.LegalDate(run.RequestedAt).ToString("MMMM d, yyyy", s_culture)}",
            Words(run, agency, rows, message), await rejected.PersonsAsync(run, rows, ct));
    }

    private Dictionary<string, string> Words(ImportRun run, string agency, IReadOnlyList<RejectedRow> rows, string? message) => new()
    {
        ["addressee"] = agency,
        ["file"] = run.FileName,
        ["received_on"] = CivilClock.LegalDate(run.RequestedAt).ToString("MMMM d, yyyy", s_culture),
        ["as_of"] = run.AsOf.ToString("MMMM d, yyyy", s_culture),
        ["rows"] = Number(run.Counts.Rows),
        ["accepted"] = Number(run.Counts.Accepted),
        ["unchanged"] = Number(run.Counts.Unchanged),
        ["held"] = Number(run.Counts.Held),
        ["rejected"] = Number(run.Counts.Rejected),
        ["reasons"] = Reasons(rows, run.Counts.Rejected),
        ["message"] = message?.Trim() ?? "",
        ["contact"] = caller.Value.Name,
    };

    private static string Reasons(IReadOnlyList<RejectedRow> rows, long all)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(s_culture, $"- row {row.RowNumber:N0} (line {row.Line:N0}): {string.Join(" ", row.Reasons.Select(OneLine))}\n");
        }

        if (all > rows.Count) text.Append(s_culture, $"- and {all - rows.Count:N0} more rows; ask for the whole report\n");
        return text.ToString().TrimEnd('\n');
    }

    // A reason may repeat a cell, and a cell may hold line breaks, which would end the row in the list.
    private static string OneLine(string reason) => reason.ReplaceLineEndings(" ");

    private static string Number(long value) => value.ToString("N0", s_culture);
}
