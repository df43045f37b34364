using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ReceiveImport;
using Post.Kernel.Requests;
using Post.Standards.Features.ImportDisciplinary.Layout;
using Post.Testing;

namespace Post.Standards.Tests.ImportDisciplinary;

/// <summary>Brings files in as the site and the command line do, and asks afterwards what the record holds.</summary>
internal static class ImportDesk
{
    public static readonly string Header = string.Join(',', DisciplinaryLayout.Columns.Columns.Select(c => c.Name));

    public static string File(params string[] rows) => $"{Header}\n{string.Join('\n', rows)}\n";

    /// <summary>One row of the real shape; everything not said is plain.</summary>
    public static string Row(
        int allegation, int complaint, string officer = "1000-0001", string surname = "Smith", string first = "Mary",
        string agency = "Millbrook Police Department", string status = "Certified", string disciplines = "Written Reprimand",
        string disposition = "Sustained", string details = "", string incident = "7/15/2017") =>
        $"{complaint:00000000},19-8-IA,{agency},{surname},{first},{agency},Other Misconduct,Other / conduct unbecoming,"
        + $"\"{details}\",{incident},{status},{officer},A-{allegation:00000000},\"{disciplines}\",{disposition},Test,,Norfolk";

    public static async Task<Result<ImportRun>> BringInAsync(
        this ModuleHost host, string text, bool dryRun = false, bool allOrNothing = false, DateOnly? asOf = null) =>
        await host.BringInAsync(Encoding.UTF8.GetBytes(text), dryRun, allOrNothing, asOf);

    public static async Task<Result<ImportRun>> BringInAsync(
        this ModuleHost host, byte[] bytes, bool dryRun = false, bool allOrNothing = false, DateOnly? asOf = null)
    {
        using var content = new MemoryStream(bytes);
        var sha256 = await host.KeepAsync(content);
        var received = await host.Send(new ReceiveImportCommand(
            "disciplinary", "test.csv", sha256, asOf ?? DisciplinaryFile.AsOf, dryRun, allOrNothing));
        return received.Refusal is { } refusal ? refusal : await host.RunAsync(received.Value);
    }

    public static Task<Result<ImportRun>> RunAsync(this ModuleHost host, Guid run, CancellationToken ct = default) =>
        host.Services.GetRequiredService<ImportRunner>().RunAsync(run, null, ct);

    /// <summary>A digest of everything the record holds, ids and times of recording left out.</summary>
    public static Task<string> RecordDigestAsync(this ModuleHost host) => host.ScalarAsync<string>(
        """
        select md5(coalesce(string_agg(line, E'\n' order by line), '')) from (
          select concat_ws('|', c.number, p.officer_number, a.number, r.category_code, r.subtype_source, r.narrative, r.incident_on,
            d.code, d.final, s.state, s.type_code, s.qualifiers::text, s.remark, r.superseded_at is null, q.reporting_agency_source) as line
          from standards.complaint c
          join standards.complaint_report q on q.complaint_id = c.id and q.superseded_at is null
          join standards.complaint_subject u on u.complaint_id = c.id
          join certification.person p on p.id = u.person_id
          join standards.allegation a on a.complaint_subject_id = u.id
          join standards.allegation_report r on r.allegation_id = a.id
          join standards.disposition d on d.allegation_id = a.id and d.recorded_at = r.recorded_at
          left join standards.disciplinary_action s on s.allegation_id = a.id and s.recorded_at = r.recorded_at
        ) lines
        """);
}
