using Npgsql;
using Post.Certification.Intake;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportOfficers;

/// <summary>The Commission's officer status list: who is certified, how, until when, and where they serve.</summary>
internal sealed class OfficersImport(StagedFile file) : IImportKind
{
    public string Name => IntakeKinds.Officers;

    public string Title => "Officer status list";

    public string SystemCode => "certification-database";

    // Days of certifications are written by the Division of Police Certification alone (8.03(2), 8.05(1)).
    public string Permission => CertificationPermissions.KeepApplications;

    public ColumnLayout Layout => OfficersLayout.Columns;

    // Its only dates lie ahead: they cannot tell how old the list is.
    public IReadOnlyList<LayoutColumn> DateColumns => [];

    public string StagingTable => OfficersSql.Staging;

    public IReadOnlyList<string> StagingColumns => OfficersChecker.Columns;

    public IRowChecker Begin(ImportRun run) => new OfficersChecker();

    public Task MarkUnchangedAsync(ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct)
    {
        var intake = Open(run);
        return StagedFile.JudgeAsync(intake, OfficersSql.Staging, intake.Statement(OfficersSql.Prepare),
        [
            .. RowJudgement.OfNames, OfficersSql.MarkRepeated, OfficersSql.HoldContradictions,
            OfficersSql.MarkUnchanged,
        ], ct);
    }

    public async Task PromoteAsync(ImportRun run, CancellationToken ct)
    {
        var intake = Open(run);
        await intake.LockAsync(ct);
        var agencies = await StagedFile.AgenciesAsync(intake, OfficersSql.Agencies, ct);
        await intake.ExecuteAsync(OfficerIntakeSql.CreateTables, ct);
        await intake.ExecuteAsync(OfficersSql.Report, ct);
        var persons = await OfficerIntake.TakeInPreparedAsync(intake, ct);
        var others = await intake.ExecuteAsync(OfficersSql.QueueLeftOut, ct)
            + await intake.ExecuteAsync(OfficersSql.CloseReturned, ct)
            + await intake.ExecuteAsync(OfficersSql.QueueServiceNotListed, ct)
            + await intake.ExecuteAsync(EndedAgencies.QueueService, ct)
            + await intake.ExecuteAsync(RowJudgement.QueueHeld(OfficersSql.Staging), ct);
        await file.Outcome.TellAsync(intake, agencies.Changed, persons, ct, others);
    }

    public Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IReadOnlyList<long> rowNumbers, CancellationToken ct) =>
        file.PersonsAsync(Open(run), OfficersSql.Staging, rowNumbers, ct);

    public Task<IReadOnlyDictionary<string, long>> SummariseAsync(
        ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct) =>
        StagedFile.FiguresAsync(Open(run), OfficersSql.Figures, ct);

    private IntakeContext Open(ImportRun run) => file.Open(run, isCommissionList: true);
}
