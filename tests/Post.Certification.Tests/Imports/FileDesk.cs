using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Features.ImportAgencies;
using Post.Certification.Features.ImportCertifications;
using Post.Certification.Features.ImportEmployment;
using Post.Certification.Features.ImportOfficers;
using Post.Certification.Features.ImportTraining;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Imports.ReceiveImport;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests.Imports;

/// <summary>Files of the five kinds, written and brought in as the site and the command line do.</summary>
internal static class FileDesk
{
    public static readonly DateOnly June = new(2025, 6, 30);
    public static readonly DateOnly July = new(2025, 7, 31);
    public static readonly DateOnly August = new(2025, 8, 31);

    public static string Agencies(params string[] rows) => File(AgenciesLayout.Columns, rows);

    public static string Officers(params string[] rows) => File(OfficersLayout.Columns, rows);

    public static string Employment(params string[] rows) => File(EmploymentLayout.Columns, rows);

    public static string Certifications(params string[] rows) => File(CertificationsLayout.Columns, rows);

    public static string Trainings(params string[] rows) => File(TrainingLayout.Columns, rows);

    /// <summary>A row of the register.</summary>
    public static string Agency(
        string name, string type = "Town", string county = "Norfolk", string from = "", string previous = "", string others = "") =>
        Line(name, type, county, from, previous, others);

    /// <summary>A row of the status list.</summary>
    public static string Officer(
        string number, string name = "Smith, Mary", string status = "Certified", string agency = "Millbrook Police Department",
        string expires = "7/1/2026", string certification = "Law Enforcement Officer", string remark = "") =>
        Line(name, number, certification, status, agency, expires, remark);

    /// <summary>A spell of service.</summary>
    public static string Spell(
        string number, string starts = "3/1/2015", string ends = "", string agency = "Millbrook Police Department",
        string last = "Smith", string first = "Mary", string rank = "Patrol Officer", string appointment = "Full-time",
        string nature = "", string reason = "", string misconduct = "", string investigation = "", string state = "") =>
        Line(number, last, first, "", agency, state, rank, appointment, starts, ends, nature, reason, misconduct, investigation);

    /// <summary>A certificate or renewal.</summary>
    public static string Certificate(
        string officer, string number, string type = "Initial", string granted = "7/1/2022", string expires = "7/1/2025",
        string status = "Active", string statusOn = "", string conditions = "", string last = "Smith", string first = "Mary",
        string decided = "") =>
        Line(officer, last, first, "", number, type, status, statusOn, decided, granted, expires, conditions);

    /// <summary>A training taken, or missed.</summary>
    public static string Training(
        string officer, string record, string course = "Use of Force", string completed = "3/14/2025", string missed = "",
        string provider = "MPTC", string type = "In-Service", string started = "", string hours = "8", string place = "Randolph Academy",
        string explanation = "", string last = "Smith", string first = "Mary") =>
        Line(officer, last, first, "", provider, record, type, course, started, completed, missed, hours, place, explanation);

    public static Task<ImportRun> BringInAsync(this ModuleHost host, string kind, string text, DateOnly? asOf = null) =>
        host.BringInAsync(kind, Encoding.UTF8.GetBytes(text), asOf);

    public static async Task<ImportRun> BringInAsync(this ModuleHost host, string kind, byte[] bytes, DateOnly? asOf = null)
    {
        var run = await host.ReceiveAsync(kind, bytes, asOf);
        Assert.Null(run.Refusal);
        var ended = await host.Services.GetRequiredService<ImportRunner>().RunAsync(run.Value, null, default);
        Assert.Null(ended.Refusal);
        Assert.Equal(ImportState.Done, ended.Value.State);
        return ended.Value;
    }

    public static async Task<Result<Guid>> ReceiveAsync(this ModuleHost host, string kind, byte[] bytes, DateOnly? asOf = null)
    {
        using var content = new MemoryStream(bytes);
        var sha256 = await host.KeepAsync(content);
        return await host.Send(new ReceiveImportCommand(kind, $"{kind}.csv", sha256, asOf ?? June, false, false));
    }

    /// <summary>Why a row was held or rejected, or noted; by its place in the file.</summary>
    public static Task<string> ReasonAsync(this ModuleHost host, ImportRun run, string table, int row) => host.ScalarAsync<string>(
        $"select verdict || ': ' || array_to_string(reasons, ' ') from certification.{table} where run_id = $1 and row_no = $2",
        run.Id, (long)row);

    /// <summary>Everything the module holds, ids and times of recording left out, one line each in order.</summary>
    public static Task<string> RecordAsync(this ModuleHost host) => host.ScalarAsync<string>(
        """
        select coalesce(string_agg(line, E'\n' order by line), '') from (
          select concat_ws('|', 'name', p.officer_number, n.first_name, n.surname, n.suffix, n.valid_from, n.valid_to,
            n.superseded_at is null) as line
          from certification.person_name n join certification.person p on p.id = n.person_id
          union all select concat_ws('|', 'status', p.officer_number, s.code, s.as_of, s.valid_to, s.expires_on, s.remark, s.superseded_at is null)
          from certification.status_report s join certification.person p on p.id = s.person_id
          union all select concat_ws('|', 'spell', p.officer_number, n.name, e.starts_on, e.ends_on, e.seen_from, e.last_seen_on,
            e.gone_by, e.rank, e.appointment_code, e.out_of_state, e.superseded_at is null)
          from certification.employment e join certification.person p on p.id = e.person_id
          join certification.law_enforcement_agency_name n on n.agency_id = e.agency_id and n.valid_to is null and n.superseded_at is null
          union all select concat_ws('|', 'separation', p.officer_number, d.separated_on, d.nature_code, d.reason, d.misconduct_based,
            d.during_investigation, d.superseded_at is null)
          from certification.employment_separation d join certification.person p on p.id = d.person_id
          union all select concat_ws('|', 'certificate', p.officer_number, c.number, c.type_code, c.status_code, c.status_on,
            c.granted_on, c.expires_on, c.conditions, c.superseded_at is null)
          from certification.certificate c join certification.person p on p.id = c.person_id
          union all select concat_ws('|', 'training', p.officer_number, t.provider_code, t.record_key, t.type_code, t.course, t.completed_on,
            t.missed_by, t.minutes, t.place, t.explanation, t.superseded_at is null)
          from certification.training_record t join certification.person p on p.id = t.person_id
          union all select concat_ws('|', 'agency', n.name, a.kind, a.county, a.provisional, n.valid_from, n.valid_to, n.superseded_at is null)
          from certification.law_enforcement_agency_name n join certification.law_enforcement_agency a on a.id = n.agency_id
          union all select concat_ws('|', 'spelling', s.folded, s.state) from certification.agency_spelling s
          union all select concat_ws('|', 'review', i.kind, i.officer_number, i.details, i.outcome) from certification.review_item i
          union all select concat_ws('|', 'report', p.officer_number, r.kind, r.as_of) from certification.person_report r
          join certification.person p on p.id = r.person_id
        ) lines
        """);

    private static string File(ColumnLayout layout, string[] rows) =>
        $"{Line([.. layout.Columns.Select(c => c.Name)])}\n{string.Join('\n', rows)}\n";

    private static string Line(params string[] cells) =>
        string.Join(',', cells.Select(c => string.Create(CultureInfo.InvariantCulture, $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
}
