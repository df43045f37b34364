using Npgsql;
using NpgsqlTypes;
using Post.Certification.Domain;

namespace Post.Certification.Intake;

/// <summary>Takes the officers of a source into the record in about a dozen statements, however many they are.</summary>
internal static class OfficerIntake
{
    /// <summary>Returns the persons about whom something was written.</summary>
    public static async Task<IReadOnlyList<Guid>> TakeInAsync(IntakeContext intake, AgencyRegister agencies, CancellationToken ct)
    {
        if (intake.Reported.Officers.Count == 0) return [];
        await intake.ExecuteAsync(OfficerIntakeSql.CreateTable, ct);
        await CopyAsync(intake, agencies, ct);
        await intake.ExecuteAsync(OfficerIntakeSql.FindPersons, ct);
        await intake.ExecuteAsync("analyze reported_officer", ct);
        foreach (var statement in OfficerIntakeSql.InOrder) await intake.ExecuteAsync(statement, ct);
        return await TouchedAsync(intake, ct);
    }

    private static async Task CopyAsync(IntakeContext intake, AgencyRegister agencies, CancellationToken ct)
    {
        // Two rows of one officer in one file: the later one counts, as it would had they come in two files.
        var officers = intake.Reported.Officers.GroupBy(o => o.OfficerNumber.Trim()).Select(same => same.Last());
        await using var copy = await intake.Connection.BeginBinaryImportAsync(OfficerIntakeSql.Copy, ct);
        foreach (var officer in officers)
        {
            var agency = agencies.Find(officer.CurrentAgencySpelling);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(officer.OfficerNumber.Trim(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(officer.FirstName, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(officer.Surname, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, officer.Suffix, ct);
            await copy.WriteAsync(PersonName.SortKeyOf(officer.FirstName, officer.Surname), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(officer.StatusCode, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(officer.StatusSource, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, agency?.AgencyId, ct);
            await WriteAsync(copy, agency?.SpellingId, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, Guid? id, CancellationToken ct) =>
        id is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(id.Value, NpgsqlDbType.Uuid, ct);

    private static async Task<IReadOnlyList<Guid>> TouchedAsync(IntakeContext intake, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(OfficerIntakeSql.Touched, intake.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var touched = new List<Guid>();
        while (await reader.ReadAsync(ct)) touched.Add(reader.GetGuid(0));
        return touched;
    }
}
