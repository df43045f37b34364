using Npgsql;
using NpgsqlTypes;
using Post.Certification.Intake;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportEmployment;

/// <summary>Spells of service with their days, ranks and separations (8.05(1)(j)-(k), 12.04(1)(a)1-3).</summary>
internal sealed class EmploymentImport(StagedFile file) : IImportKind
{
    public string Name => IntakeKinds.Employment;

    public string Title => "Employment history";

    public string SystemCode => "certification-database";

    public ColumnLayout Layout => EmploymentLayout.Columns;

    public IReadOnlyList<LayoutColumn> DateColumns => [EmploymentLayout.StartDate, EmploymentLayout.EndDate];

    public string StagingTable => EmploymentSql.Staging;

    public IReadOnlyList<string> StagingColumns => EmploymentChecker.Columns;

    public IRowChecker Begin(ImportRun run) => new EmploymentChecker(run.AsOf);

    public Task MarkUnchangedAsync(ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct)
    {
        var intake = Open(run);
        return StagedFile.JudgeAsync(intake, EmploymentSql.Staging, Prepare(intake, (EmploymentChecker)checker),
        [
            .. RowJudgement.OfNames, EmploymentSql.FindCrowded, EmploymentSql.MarkRepeated,
            EmploymentSql.HoldOverlapping, EmploymentSql.MarkUnchanged, EmploymentSql.MarkOutdated,
        ], ct);
    }

    public async Task PromoteAsync(ImportRun run, CancellationToken ct)
    {
        var intake = Open(run);
        await intake.LockAsync(ct);
        var agencies = await StagedFile.AgenciesAsync(intake, EmploymentSql.Agencies, ct);
        foreach (var statement in s_promotion) await intake.ExecuteAsync(statement, ct);
        var persons = await intake.IdsAsync(EmploymentSql.Touched, ct);
        var others = await intake.ExecuteAsync(EmploymentSql.Confirm, ct)
            + await intake.ExecuteAsync(EmploymentSql.QueueSeparations, ct)
            + await intake.ExecuteAsync(EndedAgencies.QueueService, ct)
            + await intake.ExecuteAsync(RowJudgement.QueueHeld(EmploymentSql.Staging), ct);
        await file.Outcome.TellAsync(intake, agencies.Changed, persons, ct, others);
    }

    public Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IReadOnlyList<long> rowNumbers, CancellationToken ct) =>
        file.PersonsAsync(Open(run), EmploymentSql.Staging, rowNumbers, ct);

    public Task<IReadOnlyDictionary<string, long>> SummariseAsync(
        ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct) =>
        Task.FromResult(((EmploymentChecker)checker).Figures);

    private static readonly IReadOnlyList<string> s_promotion =
    [
        EmploymentSql.Stage, NewPersonsSql.Add, EmploymentSql.CreateSpells, EmploymentSql.FindReplaced, EmploymentSql.Carry,
        EmploymentSql.Supersede, EmploymentSql.SupersedeSeparations, EmploymentSql.AddSpells, EmploymentSql.AddSeparations,
        EmploymentSql.AddReports,
    ];

    private static NpgsqlCommand Prepare(IntakeContext intake, EmploymentChecker read) => intake.Statement(
        EmploymentSql.Prepare,
        new NpgsqlParameter("compared", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)read.Compared ?? DBNull.Value },
        IntakeContext.Texts("spellings", read.Agencies));

    // An agency's history is no list of the Commission: it is evidence of 8.06(1) by its days alone (G-EVIDENCE).
    private IntakeContext Open(ImportRun run) => file.Open(run, isCommissionList: false);
}
