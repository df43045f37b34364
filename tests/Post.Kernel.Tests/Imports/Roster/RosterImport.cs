using Npgsql;
using Post.Kernel.Data;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Tests.Imports.Roster;

/// <summary>A kind of the tests' own: who serves where, as departments write it down.</summary>
internal sealed class RosterImport(DbSession session) : IImportKind
{
    public static readonly LayoutColumn Number = new("Number", required: true, "BADGE", "UID") { Type = FieldType.Number };
    public static readonly LayoutColumn LastName = new("LastName", required: true, "SURNAME") { Type = FieldType.Name };
    public static readonly LayoutColumn FirstName = new("FirstName", required: true) { Type = FieldType.Name };
    public static readonly LayoutColumn Suffix = new("Suffix", required: false) { Type = FieldType.Name };
    public static readonly LayoutColumn Agency = new("Agency", required: true);
    public static readonly LayoutColumn Rank = new("Rank", required: false) { Type = FieldType.Code };
    public static readonly LayoutColumn HiredOn = new("HiredOn", required: false, "APPOINTED") { Type = FieldType.Date };
    public static readonly LayoutColumn LeftOn = new("LeftOn", required: false) { Type = FieldType.Date };

    public const string CreateSql = """
        create schema roster;
        create table roster.staged_row (
          run_id uuid not null, row_no bigint not null, line bigint not null, verdict text not null, reasons text[] not null,
          cells text[] not null, number text, last_name text, first_name text, suffix text, agency text, rank text, hired_on date, left_on date,
          primary key (run_id, row_no));
        create table roster.member (
          number text not null, agency text not null, last_name text not null, first_name text not null, suffix text not null,
          rank text not null, hired_on date, left_on date, primary key (agency, number));
        grant usage on schema roster to post_app;
        grant select, insert, update on roster.staged_row, roster.member to post_app;
        """;

    public string Name => "roster";

    public string Title => "Rosters";

    public string SystemCode => "certification-database";

    public ColumnLayout Layout { get; } = new("Roster", Number, LastName, FirstName, Suffix, Agency, Rank, HiredOn, LeftOn);

    public string DateForm => "yyyy-MM-dd";

    public IReadOnlyList<LayoutColumn> DateColumns => [HiredOn];

    public string StagingTable => "roster.staged_row";

    public IReadOnlyList<string> StagingColumns => ["number", "last_name", "first_name", "suffix", "agency", "rank", "hired_on", "left_on"];

    public IRowChecker Begin(ImportRun run) => new RosterChecker();

    public async Task MarkUnchangedAsync(
        ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct) => await ExecuteAsync(
        """
        update roster.staged_row s set verdict = 'Unchanged' from roster.member m
        where s.run_id = $1 and s.verdict = 'Accepted' and (m.agency, m.number) = (s.agency, s.number)
          and (m.last_name, m.first_name, m.suffix, m.rank) = (s.last_name, s.first_name, s.suffix, s.rank)
          and (m.hired_on, m.left_on) is not distinct from (s.hired_on, s.left_on)
        """, connection, run, ct);

    public async Task PromoteAsync(ImportRun run, CancellationToken ct) => await ExecuteAsync(
        """
        insert into roster.member (number, agency, last_name, first_name, suffix, rank, hired_on, left_on)
        select distinct on (agency, number) number, agency, last_name, first_name, suffix, rank, hired_on, left_on
        from roster.staged_row where run_id = $1 and verdict = 'Accepted' order by agency, number, row_no
        on conflict (agency, number) do update set last_name = excluded.last_name, first_name = excluded.first_name,
          suffix = excluded.suffix, rank = excluded.rank, hired_on = excluded.hired_on, left_on = excluded.left_on
        """, session.Connection, run, ct);

    public Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IReadOnlyList<long> rowNumbers, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<Guid>>([]);

    public Task<IReadOnlyDictionary<string, long>> SummariseAsync(
        ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long>());

    private static async Task ExecuteAsync(string sql, NpgsqlConnection connection, ImportRun run, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Knows nothing of profiles or workbooks: a number, a name and an agency must be there, and days be days.</summary>
    private sealed class RosterChecker : IRowChecker
    {
        public StagedRow Check(ImportRow row, ColumnMap columns)
        {
            if (row.Problem is { } unreadable) return Rejected(row, unreadable.Text);
            var cells = columns.Over(row.Cells);
            if (new[] { Number, LastName, FirstName, Agency }.FirstOrDefault(c => cells[c].Length == 0) is { } blank) return Rejected(row, $"{blank.Name} is blank.");
            if (!TryDay(cells[HiredOn], out var hired) || !TryDay(cells[LeftOn], out var left)) return Rejected(row, "A day is not written 2017-07-05.");
            string[] texts = [cells[Number], cells[LastName], cells[FirstName], cells[Suffix], cells[Agency], cells[Rank]];
            return new StagedRow(row, ImportVerdict.Accepted, [], to => Write(to, texts, hired, left));
        }

        private static bool TryDay(string text, out DateOnly? day)
        {
            day = null;
            if (text.Length == 0) return true;
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var parsed)) return false;
            day = parsed;
            return true;
        }

        private static StagedRow Rejected(ImportRow row, string why) =>
            new(row, ImportVerdict.Rejected, [why], to => Write(to, new string?[6], null, null));

        private static void Write(CopyRows to, string?[] texts, DateOnly? hired, DateOnly? left)
        {
            foreach (var text in texts) to.Text(text);
            to.Date(hired);
            to.Date(left);
        }
    }
}
