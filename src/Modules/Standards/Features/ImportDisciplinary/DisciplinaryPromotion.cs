using MediatR;
using Npgsql;
using NpgsqlTypes;
using Post.Certification.Contracts;
using Post.Kernel.Data;
using Post.Kernel.Events;
using Post.Kernel.Imports;
using Post.Standards.Contracts;

namespace Post.Standards.Features.ImportDisciplinary;

/// <summary>
/// Takes a run's staged rows into the record. Officers and agencies belong to the Certification module: it is told
/// whom the file names, decides, and is then asked for their ids, all in the one transaction of the promotion.
/// </summary>
internal sealed class DisciplinaryPromotion(
    DbSession session,
    IMediator mediator,
    IOfficerDirectory officers,
    ILawEnforcementAgencies agencies,
    Outbox outbox,
    ChangeContext change,
    TimeProvider clock)
{
    private const int OfficersAtATime = 5_000;
    private const int PersonsPerEvent = 500;

    public async Task RunAsync(ImportRun run, CancellationToken ct)
    {
        await ExecuteAsync(PromotionSql.Stage, run, ct);
        await AnnounceAsync(run, ct);
        await ResolveAsync(run, ct);
        foreach (var statement in PromotionSql.InOrder) await ExecuteAsync(statement, run, ct);
        var persons = await ReadAsync<Guid>("select distinct person_id from promoted_person", ct);
        change.About(persons);
        foreach (var chunk in persons.Chunk(PersonsPerEvent)) outbox.Add(new DisciplinaryRecordChanged(chunk));
    }

    private async Task AnnounceAsync(ImportRun run, CancellationToken ct)
    {
        var named = await AgenciesAsync(run, ct);
        var reported = await OfficersAsync(run, ct);
        foreach (var chunk in reported.Chunk(OfficersAtATime))
        {
            await mediator.Publish(new OfficersReported(
                run.Id, $"{run.Layout}, {run.FileName}", IsCommissionList: true, run.AsOf, named, chunk), ct);
            named = [];
        }
    }

    private async Task<IReadOnlyList<ReportedAgency>> AgenciesAsync(ImportRun run, CancellationToken ct)
    {
        await using var command = Command(PromotionSql.Agencies, run);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var named = new List<ReportedAgency>();
        while (await reader.ReadAsync(ct))
        {
            named.Add(new ReportedAgency(reader.GetString(0), await reader.IsDBNullAsync(1, ct) ? null : reader.GetString(1)));
        }

        return named;
    }

    private async Task<IReadOnlyList<ReportedOfficer>> OfficersAsync(ImportRun run, CancellationToken ct)
    {
        await using var command = Command(PromotionSql.Officers, run);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var reported = new List<ReportedOfficer>();
        while (await reader.ReadAsync(ct))
        {
            reported.Add(new ReportedOfficer(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), Text(reader, 3), reader.GetString(4),
                reader.GetString(5), Text(reader, 6)));
        }

        return reported;
    }

    private async Task ResolveAsync(ImportRun run, CancellationToken ct)
    {
        await ExecuteAsync(PromotionSql.ResolutionTables, ct);
        var numbers = await ReadAsync<string>(PromotionSql.OfficerNumbers, run, ct);
        foreach (var chunk in numbers.Chunk(OfficersAtATime))
        {
            await FillAsync("resolved_officer (officer_number, person_id)", await officers.FindAsync(chunk, ct), ct);
        }

        var spellings = await ReadAsync<string>(PromotionSql.Spellings, run, ct);
        await FillAsync("resolved_agency (spelling, agency_id)", await agencies.ResolveAsync(spellings, ct), ct);
        await ExecuteAsync("analyze resolved_officer; analyze resolved_agency", ct);
    }

    private async Task FillAsync(string table, IReadOnlyDictionary<string, Guid> ids, CancellationToken ct)
    {
        await using var copy = await session.Connection.BeginBinaryImportAsync($"copy {table} from stdin (format binary)", ct);
        foreach (var (key, id) in ids)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(key, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task<List<T>> ReadAsync<T>(string sql, ImportRun run, CancellationToken ct)
    {
        await using var command = Command(sql, run);
        return await ReadAsync<T>(command, ct);
    }

    private async Task<List<T>> ReadAsync<T>(string sql, CancellationToken ct)
    {
        await using var command = session.Connection.LongCommand(sql);
        return await ReadAsync<T>(command, ct);
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var values = new List<T>();
        while (await reader.ReadAsync(ct)) values.Add(await reader.GetFieldValueAsync<T>(0, ct));
        return values;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = session.Connection.LongCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task ExecuteAsync(string sql, ImportRun run, CancellationToken ct)
    {
        await using var command = Command(sql, run);
        await command.ExecuteNonQueryAsync(ct);
    }

    // Every statement may name the same three.
    private NpgsqlCommand Command(string sql, ImportRun run)
    {
        var command = session.Connection.LongCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid>("run", run.Id));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("as_of", run.AsOf));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("now", clock.GetUtcNow().UtcDateTime));
        return command;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
