using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowRound;

/// <summary>The board of a round: how far it is, agency by agency, in figures alone.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("recertification-round.shown", DataClass.None, Lists = true)]
internal sealed record ShowRoundQuery(Guid RoundId, string? Text = null, bool WaitingOnly = false, Guid? After = null, int Limit = 50)
    : IQuery<RoundBoard>, IAsksFor
{
    public string? Query => Text;
}

internal sealed class ShowRoundValidator : AbstractValidator<ShowRoundQuery>
{
    public ShowRoundValidator()
    {
        RuleFor(q => q.Text).MaximumLength(100).WithMessage("Shorten the search text to 100 characters.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <summary>A round with its clock, its figures and its agencies.</summary>
public sealed record RoundBoard(
    Guid Id, string Reference, string Title, DateOnly OpensOn, DateOnly DueOn, DateOnly EndsOn, string MadeBy, DateTimeOffset MadeAt,
    DateTimeOffset? FrozenAt, string? FrozenBy, string Source, string Confidence) : ICountsRows
{
    public RoundCounts Counts { get; init; } = RoundCounts.None;

    /// <summary>How many came in after it was frozen.</summary>
    public int JoinedLate { get; init; }

    public IReadOnlyList<AgencyStanding> Agencies { get; init; } = [];
    public Guid? Next { get; init; }
    public IReadOnlyList<ReminderRow> Reminders { get; init; } = [];

    /// <summary>What was decided together and which terms ended, the latest first.</summary>
    public IReadOnlyList<BatchRow> Batches { get; init; } = [];

    public RunningDeadline? Clock { get; init; }
    public DateOnly Today { get; init; }
    public bool MayKeep { get; init; }
    public bool MayDecide { get; init; }

    public bool Frozen => FrozenAt is not null;
    public int RowCount => Agencies.Count;
}

/// <summary>A step on which agencies are reminded, and how many were.</summary>
public sealed record ReminderRow(int DaysBefore, DateOnly StepOn, int Agencies, DateTimeOffset? SentAt);

/// <summary>Many decisions of a round, and how far they are.</summary>
public sealed record BatchRow(Guid Id, bool EndOfTerm, string State, string StartedBy, DateTimeOffset StartedAt, int Officers, int Waiting);

internal sealed class ShowRoundHandler(
    CertificationDb db, RoundStanding standing, DeadlineStore deadlines, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ShowRoundQuery, Result<RoundBoard>>
{
    private const int MostBatches = 10;

    public async Task<Result<RoundBoard>> Handle(ShowRoundQuery query, CancellationToken ct)
    {
        var found = await (
            from round in db.Rounds.AsNoTracking()
            where round.Id == query.RoundId
            join plan in db.RoundPlans on round.PlanId equals plan.Id
            select new { Round = round, plan.Source, plan.Confidence }).SingleOrDefaultAsync(ct);
        if (found is null) return new NotFound("This round");
        var (r, at) = (found.Round, query.RoundId);
        var board = new RoundBoard(
            r.Id, r.Reference(), RoundWords.Title(r.Rule, r.FromLetter, r.ToLetter, r.EndsOn), r.OpensOn, r.DueOn, r.EndsOn, r.MadeByName, r.MadeAt,
            r.FrozenAt, r.FrozenByName, found.Source, found.Confidence)
        {
            Clock = (await deadlines.ChainAsync(r.ClockId, ct)).FirstOrDefault(d => d.SupersededAt is null),
            Today = clock.Today(),
            MayKeep = Allows(CertificationPermissions.KeepApplications),
            MayDecide = Allows(CertificationPermissions.Decide),
        };
        if (!board.Frozen) return board;
        var agencies = await standing.AgenciesAsync(at, Blank(query.Text), query.WaitingOnly, query.After, query.Limit + 1, ct);
        return board with
        {
            Counts = (await standing.CountsAsync([at], ct)).GetValueOrDefault(at, RoundCounts.None),
            JoinedLate = await db.RoundMembers.CountAsync(m => m.RoundId == at && m.JoinedLate, ct),
            Agencies = [.. agencies.Take(query.Limit)],
            Next = agencies.Count > query.Limit ? agencies[query.Limit - 1].AgencyId : null,
            Reminders = await RemindersAsync(r, ct),
            Batches = await BatchesAsync(at, ct),
        };
    }

    private bool Allows(string permission) => permissions.Allows(caller.Value.Roles, permission);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task<IReadOnlyList<ReminderRow>> RemindersAsync(RecertificationRound round, CancellationToken ct)
    {
        var steps = await db.ReminderSteps.AsNoTracking()
            .Where(s => s.ValidFrom <= round.DueOn && (s.ValidTo == null || s.ValidTo > round.DueOn))
            .OrderByDescending(s => s.DaysBefore).Select(s => s.DaysBefore).Distinct().ToListAsync(ct);
        var sent = await db.Reminders.AsNoTracking().Where(s => s.RoundId == round.Id).GroupBy(s => s.DaysBefore)
            .Select(g => new { Step = g.Key, Agencies = g.Count(), At = g.Max(s => s.SentAt) }).ToListAsync(ct);
        return
        [
            .. steps.OrderDescending().Select(s => new ReminderRow(
                s, round.DueOn.AddDays(-s), sent.Find(x => x.Step == s)?.Agencies ?? 0, sent.Find(x => x.Step == s)?.At)),
        ];
    }

    private async Task<IReadOnlyList<BatchRow>> BatchesAsync(Guid round, CancellationToken ct) => await db.Batches.AsNoTracking()
        .Where(b => b.RoundId == round).OrderByDescending(b => b.StartedAt).ThenByDescending(b => b.Id).Take(MostBatches)
        .Select(b => new BatchRow(
            b.Id, b.Kind == BatchKind.EndOfTerm, b.State.ToString(), b.StartedByName, b.StartedAt, db.BatchItems.Count(i => i.BatchId == b.Id),
            db.BatchItems.Count(i => i.BatchId == b.Id && i.State == BatchItemState.Waiting))).ToListAsync(ct);
}
