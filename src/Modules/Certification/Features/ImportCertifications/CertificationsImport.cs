using Npgsql;
using Post.Certification.Intake;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportCertifications;

/// <summary>Certificates and renewals with their days, status and conditions (8.05(1)(a)-(b), 8.06(3)(a)3).</summary>
internal sealed class CertificationsImport(StagedFile file) : IImportKind
{
    public string Name => IntakeKinds.Certifications;

    public string Title => "Certification history";

    public string SystemCode => "certification-database";

    // Days of certifications are written by the Division of Police Certification alone (8.03(2), 8.05(1)).
    public string Permission => CertificationPermissions.KeepApplications;

    public ColumnLayout Layout => CertificationsLayout.Columns;

    public IReadOnlyList<LayoutColumn> DateColumns =>
        [CertificationsLayout.GrantedDate, CertificationsLayout.StatusDate, CertificationsLayout.DecisionDate];

    public string StagingTable => CertificationsSql.Staging;

    public IReadOnlyList<string> StagingColumns => CertificationsChecker.Columns;

    public IRowChecker Begin(ImportRun run) => new CertificationsChecker(run.AsOf);

    public Task MarkUnchangedAsync(ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct)
    {
        var intake = Open(run);
        return StagedFile.JudgeAsync(intake, CertificationsSql.Staging, intake.Statement(CertificationsSql.Prepare),
        [
            .. RowJudgement.OfNames, CertificationsSql.MarkRepeated,
            CertificationsSql.HoldContradictions, CertificationsSql.HoldForeignNumbers, CertificationsSql.HoldSecondInitials,
            CertificationsSql.HoldTooEarly, CertificationsSql.MarkUnchanged, CertificationsSql.MarkOutdated,
        ], ct);
    }

    public async Task PromoteAsync(ImportRun run, CancellationToken ct)
    {
        var intake = Open(run);
        await intake.LockAsync(ct);
        foreach (var statement in s_promotion) await intake.ExecuteAsync(statement, ct);
        var persons = await intake.IdsAsync(CertificationsSql.Touched, ct);
        var others = await intake.ExecuteAsync(CertificationsSql.AddReports, ct)
            + await intake.ExecuteAsync(RowJudgement.QueueHeld(CertificationsSql.Staging), ct);
        await file.Outcome.TellAsync(intake, [], persons, ct, others);
    }

    public Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IReadOnlyList<long> rowNumbers, CancellationToken ct) =>
        file.PersonsAsync(Open(run), CertificationsSql.Staging, rowNumbers, ct);

    public Task<IReadOnlyDictionary<string, long>> SummariseAsync(
        ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct) =>
        StagedFile.FiguresAsync(Open(run), CertificationsSql.Figures, ct);

    private static readonly IReadOnlyList<string> s_promotion =
    [
        CertificationsSql.Stage, NewPersonsSql.Add, CertificationsSql.Resolve, CertificationsSql.Supersede,
        CertificationsSql.Insert,
    ];

    private IntakeContext Open(ImportRun run) => file.Open(run, isCommissionList: false);
}
