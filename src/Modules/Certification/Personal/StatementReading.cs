using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Deadlines;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>A statement as both sides read it: what it says, its three clocks, and what became of it.</summary>
public sealed record StatementFile(
    Guid Id, string Reference, string Kind, string KindWords, string State, string StateWords, IReadOnlyList<ReportLine> Says, DateOnly OccurredOn,
    DateOnly KnownOn, DateTimeOffset SubmittedAt, bool InTime)
{
    public DateOnly? DueOn { get; init; }

    /// <summary>How the last day was counted; null where none was set.</summary>
    public DeadlineExplanation? HowCounted { get; init; }

    /// <summary>The label of the day it happened.</summary>
    public string Day { get; init; } = "";

    public string Clause { get; init; } = "";
    public ReportKey? Replaces { get; init; }
    public ReportKey? ReplacedBy { get; init; }
    public IReadOnlyList<ReportStepRow> Steps { get; init; } = [];
    public StatementContent Content { get; init; } = new();

    public bool Waits => State == nameof(StatementState.Submitted);
    public bool IsPetition => Kind == nameof(StatementKind.Petition);

    /// <summary>Taking it in writes the record; all else is answered in words.</summary>
    public bool Writes { get; init; }

    /// <summary>A correction can name it. A petition is corrected by no other: it starts from its decision.</summary>
    public bool Correctable => !IsPetition && ReplacedBy is null && State is nameof(StatementState.Submitted) or nameof(StatementState.Returned);

    public int Elapsed => CivilClock.LegalDate(SubmittedAt).DayNumber - KnownOn.DayNumber;
}

/// <summary>Reads a statement with its clock and steps.</summary>
internal sealed class StatementReading(CertificationDb db, DeadlineStore clocks, ContactPoints points)
{
    /// <param name="statement">The statement.</param>
    /// <param name="byOfficer">Whether the officer reads it: who of the Commission acted is not told then.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<StatementFile> OfAsync(OfficerStatement statement, bool byOfficer, CancellationToken ct)
    {
        var steps = await db.StatementSteps.AsNoTracking().Where(s => s.StatementId == statement.Id).ToListAsync(ct);
        var words = StatementKinds.Of(statement.Kind);
        return new StatementFile(
            statement.Id, statement.Reference, statement.Kind.ToString(), words.Title, statement.State.ToString(), StatementKinds.Of(statement.State),
            StatementLines.Of(statement.Kind, statement.Content, await AddressAsync(statement, ct), await DecisionAsync(statement, ct)),
            statement.OccurredOn, statement.KnownOn, statement.SubmittedAt, statement.InTime)
        {
            DueOn = statement.DueOn,
            HowCounted = await CountAsync(statement.ClockId, statement.DueOn, ct),
            Day = words.Day,
            Clause = words.Clause,
            Writes = words.Writes,
            Replaces = statement.Supersedes is { } old ? await KeyAsync(db.OfficerStatements.Where(s => s.Id == old), ct) : null,
            ReplacedBy = await KeyAsync(db.OfficerStatements.Where(s => s.Supersedes == statement.Id), ct),
            Content = statement.Content,
            Steps =
            [
                .. steps.OrderBy(s => s.TakenAt).ThenBy(s => s.Kind).Select(s => new ReportStepRow(
                    StatementKinds.OfStep(s.Kind), s.TakenAt, ByCommission(s, statement) && byOfficer ? "The Commission" : s.TakenByName, s.Note)),
            ],
        };
    }

    /// <summary>How a clock was counted for a day that it gave; null where no rule counted one.</summary>
    public async Task<DeadlineExplanation?> CountAsync(Guid? chain, DateOnly? due, CancellationToken ct) =>
        chain is { } clock ? (await clocks.ChainAsync(clock, ct)).FirstOrDefault(c => c.Due == due)?.Explanation : null;

    private static bool ByCommission(StatementStep step, OfficerStatement statement) => step.TakenBy != statement.SubmittedBy;

    private async Task<string?> AddressAsync(OfficerStatement statement, CancellationToken ct) =>
        statement.AddressId is { } id ? (await points.FindAsync(id, ct))?.Value : null;

    private async Task<string?> DecisionAsync(OfficerStatement statement, CancellationToken ct) => statement.DecisionId is not { } id
        ? null
        : CertificationDecision.ReferenceOf(await db.Decisions.AsNoTracking().Where(d => d.Id == id).Select(d => d.Number).SingleAsync(ct));

    private static Task<ReportKey?> KeyAsync(IQueryable<OfficerStatement> statements, CancellationToken ct) =>
        statements.AsNoTracking().Select(s => new ReportKey(s.Id, OfficerStatement.ReferenceOf(s.Number))).SingleOrDefaultAsync(ct);
}
