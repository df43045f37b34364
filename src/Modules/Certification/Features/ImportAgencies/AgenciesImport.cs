using Npgsql;
using Post.Certification.Intake;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportAgencies;

/// <summary>The register of law enforcement agencies: names over time, kind, county, and every spelling known to be theirs.</summary>
internal sealed class AgenciesImport(StagedFile file, SettledSpellings spellings) : IImportKind
{
    public string Name => IntakeKinds.Agencies;

    public string Title => "Register of agencies";

    public string SystemCode => "certification-database";

    public ColumnLayout Layout => AgenciesLayout.Columns;

    public IReadOnlyList<LayoutColumn> DateColumns => [AgenciesLayout.NameFrom];

    public string StagingTable => AgenciesSql.Staging;

    public IReadOnlyList<string> StagingColumns => AgenciesChecker.Columns;

    public IRowChecker Begin(ImportRun run) => new AgenciesChecker(run.AsOf);

    public Task MarkUnchangedAsync(ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct)
    {
        var intake = Open(run);
        return StagedFile.JudgeAsync(intake, AgenciesSql.Staging, intake.Statement(AgenciesSql.Prepare),
        [
            AgenciesSql.MarkRepeated, AgenciesSql.HoldContradictions, AgenciesSql.MarkUnchanged,
        ], ct);
    }

    public async Task PromoteAsync(ImportRun run, CancellationToken ct)
    {
        var intake = Open(run);
        await intake.LockAsync(ct);
        foreach (var statement in s_promotion) await intake.ExecuteAsync(statement, ct);
        var agencies = await intake.IdsAsync(AgenciesSql.Touched, ct);
        var moved = await spellings.FollowAsync(intake, ct);
        await file.Outcome.TellAsync(intake, [.. agencies.Union(moved.Agencies)], moved.Persons, ct);
    }

    /// <summary>The register names no persons.</summary>
    public Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IReadOnlyList<long> rowNumbers, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<Guid>>([]);

    public Task<IReadOnlyDictionary<string, long>> SummariseAsync(
        ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct) =>
        StagedFile.FiguresAsync(Open(run), AgenciesSql.Figures, ct);

    private static readonly IReadOnlyList<string> s_promotion =
    [
        AgenciesSql.Stage, AgenciesSql.AddAgencies, AgenciesSql.UpdateAgencies, AgenciesSql.EndListings,
        AgenciesSql.AddListings, AgenciesSql.EndNames, AgenciesSql.AddNames, AgenciesSql.CreateSpellings,
        AgenciesSql.MapSpellings,
    ];

    private IntakeContext Open(ImportRun run) => file.Open(run, isCommissionList: true);
}
