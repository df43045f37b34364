using Npgsql;
using Post.Certification.Contracts;
using Post.Kernel.Data;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Features.ImportDisciplinary;

/// <summary>The Commission's disciplinary records: one row for each allegation against one officer in one complaint.</summary>
internal sealed class DisciplinaryImport(DisciplinaryPromotion promotion, IOfficerDirectory officers, DbSession session) : IImportKind
{
    internal const string Staging = "standards.staged_disciplinary_row";

    public string Name => "disciplinary";

    public string Title => "Officer disciplinary records";

    public ColumnLayout Layout => DisciplinaryLayout.Columns;

    public string StagingTable => Staging;

    public IReadOnlyList<string> StagingColumns => StagedDisciplinaryRow.Columns;

    public IReadOnlyList<LayoutColumn> DateColumns => [DisciplinaryLayout.IncidentDate];

    public async Task<IRowChecker> BeginAsync(ImportRun run, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select allegation_number from {Staging} where run_id = $1 and allegation_number is not null", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var seen = new HashSet<int>();
        while (await reader.ReadAsync(ct)) seen.Add(DisciplinaryChecker.KeyOf(reader.GetString(0)));
        return new DisciplinaryChecker(run.AsOf, seen);
    }

    public async Task MarkUnchangedAsync(ImportRun run, NpgsqlConnection connection, CancellationToken ct)
    {
        // Also unchanged: a row older than what the record holds; yesterday's file must not undo today's correction.
        await using var command = new NpgsqlCommand(
            $"""
            update {Staging} s set verdict = 'Unchanged',
              reasons = case when r.row_digest = s.row_digest then s.reasons
                else s.reasons || 'The record holds a later report of this allegation.'::text end
            from standards.allegation a
            join standards.allegation_report r on r.allegation_id = a.id and r.superseded_at is null
            where s.run_id = $1 and s.verdict in ('Accepted', 'Held') and a.number = s.allegation_number
              and (r.row_digest = s.row_digest or r.as_of > $2)
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = run.AsOf });
        await command.ExecuteNonQueryAsync(ct);
    }

    public Task PromoteAsync(ImportRun run, CancellationToken ct) => promotion.RunAsync(run, ct);

    public async Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IReadOnlyList<long> rowNumbers, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"""
            select coalesce(array_agg(distinct officer_number), '{"{}"}') from {Staging}
            where run_id = $1 and row_no = any ($2) and officer_number is not null
            """, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. rowNumbers] });
        var numbers = (string[])(await command.ExecuteScalarAsync(ct))!;
        return [.. (await officers.FindAsync(numbers, ct)).Values];
    }

    public async Task<IReadOnlyDictionary<string, long>> SummariseAsync(
        ImportRun run, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select count(distinct complaint_number), count(distinct officer_number), count(distinct reporting_agency_source)
            from {Staging} where run_id = $1 and verdict <> 'Rejected'
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new Dictionary<string, long>
        {
            ["complaints"] = reader.GetInt64(0),
            ["officers"] = reader.GetInt64(1),
            ["agencies"] = reader.GetInt64(2),
        };
    }
}
