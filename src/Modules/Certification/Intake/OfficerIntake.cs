using Npgsql;
using NpgsqlTypes;
using Post.Certification.Domain;
using Post.Standards.Contracts;

namespace Post.Certification.Intake;

/// <summary>Takes the officers of a source into the record in about a dozen statements, however many they are.</summary>
internal static class OfficerIntake
{
    /// <summary>Returns the persons about whom something was written.</summary>
    public static async Task<IReadOnlyList<Guid>> TakeInAsync(
        IntakeContext intake, IReadOnlyList<ReportedOfficer> reported, AgencyRegister agencies, CancellationToken ct)
    {
        if (reported.Count == 0) return [];
        // Two rows of one officer in one file: the later one counts, as it would had they come in two files.
        var officers = reported.GroupBy(o => o.OfficerNumber.Trim()).Select(same => same.Last()).ToList();
        await intake.ExecuteAsync(OfficerIntakeSql.CreateTables, ct);
        await CopyOfficersAsync(intake, officers, ct);
        await CopyEmployersAsync(intake, officers, agencies, ct);
        return await TakeInPreparedAsync(intake, ct);
    }

    /// <summary>The same for what stands in the two temporary tables already.</summary>
    public static async Task<IReadOnlyList<Guid>> TakeInPreparedAsync(IntakeContext intake, CancellationToken ct)
    {
        foreach (var statement in OfficerIntakeSql.InOrder) await intake.ExecuteAsync(statement, ct);
        return await intake.IdsAsync(OfficerIntakeSql.Touched, ct);
    }

    private static async Task CopyOfficersAsync(IntakeContext intake, List<ReportedOfficer> officers, CancellationToken ct)
    {
        await using var copy = await intake.Connection.BeginBinaryImportAsync(OfficerIntakeSql.CopyOfficers, ct);
        foreach (var officer in officers)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(officer.OfficerNumber.Trim(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(officer.FirstName, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(officer.Surname, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, officer.Suffix, ct);
            await copy.WriteAsync(PersonName.SortKeyOf(officer.FirstName, officer.Surname), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(officer.StatusCode, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(officer.StatusSource, NpgsqlDbType.Text, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task CopyEmployersAsync(
        IntakeContext intake, List<ReportedOfficer> officers, AgencyRegister agencies, CancellationToken ct)
    {
        await using var copy = await intake.Connection.BeginBinaryImportAsync(OfficerIntakeSql.CopyEmployers, ct);
        foreach (var officer in officers)
        {
            if (agencies.Find(officer.CurrentAgencySpelling) is not { } agency) continue;
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(officer.OfficerNumber.Trim(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(agency.AgencyId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(agency.SpellingId, NpgsqlDbType.Uuid, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);
}
