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

    public string SystemCode => "standards-database";

    public ColumnLayout Layout => DisciplinaryLayout.Columns;

    public string StagingTable => Staging;

    public IReadOnlyList<string> StagingColumns => StagedDisciplinaryRow.Columns;

    public IReadOnlyList<LayoutColumn> DateColumns => [DisciplinaryLayout.IncidentDate];

    public IRowChecker Begin(ImportRun run) => new DisciplinaryChecker(run.AsOf);

    public async Task MarkUnchangedAsync(ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct)
    {
        // Also unchanged: a row older than what the record holds; yesterday's file must not undo today's correction.
        await using var command = connection.LongCommand(
            $"""
            update {Staging} s set verdict = 'Unchanged',
              reasons = case when r.row_digest = s.row_digest then s.reasons
                else s.reasons || 'The record holds a later report of this allegation.'::text end
            from standards.allegation a
            join standards.allegation_report r on r.allegation_id = a.id and r.superseded_at is null
            where s.run_id = $1 and s.verdict in ('Accepted', 'Held') and a.number = s.allegation_number
              and (r.row_digest = s.row_digest or r.as_of > $2)
            """);
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

    public Task<IReadOnlyDictionary<string, long>> SummariseAsync(
        ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct) =>
        Task.FromResult(((DisciplinaryChecker)checker).Figures);
}
