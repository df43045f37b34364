using Npgsql;
using Post.Certification.Intake;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportTraining;

/// <summary>Initial, in-service and other training with its days and places, and requirements missed (8.05(1)(c), 12.04(1)(e)).</summary>
internal sealed class TrainingImport(StagedFile file) : IImportKind
{
    public string Name => IntakeKinds.Training;

    public string Title => "Training history";

    public string SystemCode => "certification-database";

    public ColumnLayout Layout => TrainingLayout.Columns;

    public IReadOnlyList<LayoutColumn> DateColumns => [TrainingLayout.CompletionDate, TrainingLayout.MissedDate, TrainingLayout.StartDate];

    public string StagingTable => TrainingSql.Staging;

    public IReadOnlyList<string> StagingColumns => TrainingChecker.Columns;

    public IRowChecker Begin(ImportRun run) => new TrainingChecker(run.AsOf);

    public Task MarkUnchangedAsync(ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct)
    {
        var intake = Open(run);
        return StagedFile.JudgeAsync(intake, TrainingSql.Staging, intake.Statement(TrainingSql.Prepare),
        [
            .. RowJudgement.OfNames, TrainingSql.HoldUnmatched, TrainingSql.MarkRepeated, TrainingSql.HoldContradictions,
            TrainingSql.HoldForeignRecords, TrainingSql.MarkUnchanged, TrainingSql.MarkOutdated, TrainingSql.MarkReportedByOthers,
        ], ct);
    }

    public async Task PromoteAsync(ImportRun run, CancellationToken ct)
    {
        var intake = Open(run);
        await intake.LockAsync(ct);
        foreach (var statement in s_promotion) await intake.ExecuteAsync(statement, ct);
        var persons = await intake.IdsAsync(TrainingSql.Touched, ct);
        var others = await intake.ExecuteAsync(TrainingSql.AddReports, ct)
            + await intake.ExecuteAsync(RowJudgement.QueueHeld(TrainingSql.Staging), ct);
        await file.Outcome.TellAsync(intake, [], persons, ct, others);
    }

    public Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IReadOnlyList<long> rowNumbers, CancellationToken ct) =>
        file.PersonsAsync(Open(run), TrainingSql.Staging, rowNumbers, ct);

    public Task<IReadOnlyDictionary<string, long>> SummariseAsync(
        ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct) =>
        StagedFile.FiguresAsync(Open(run), TrainingSql.Figures, ct);

    private static readonly IReadOnlyList<string> s_promotion =
        [TrainingSql.Stage, TrainingSql.Resolve, TrainingSql.Supersede, TrainingSql.Insert];

    private IntakeContext Open(ImportRun run) => file.Open(run, isCommissionList: false);
}
