using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ListQuestions;

/// <summary>What somebody was asked about their own looks: when, doing what, for what; whose record it was is not shown again.</summary>
[Requires(AccessReviewPermissions.Answer)]
[Audited("questions.listed", DataClass.None)]
internal sealed record ListQuestionsQuery : IQuery<ListQuestionsResult>;

internal sealed record ListQuestionsResult(IReadOnlyList<QuestionRow> Rows) : ICountsRows
{
    public int RowCount => Rows.Count;
}

internal sealed record QuestionRow(
    Guid AlertId, string Reference, string Question, DateTimeOffset AskedAt, DateTimeOffset HappenedAt, string Act, string? Purpose, string? Matter, int Looks);

internal sealed class ListQuestionsHandler(AccessReviewDb db, AccessLog log, LogNames names, CurrentCaller caller)
    : IRequestHandler<ListQuestionsQuery, Result<ListQuestionsResult>>
{
    public async Task<Result<ListQuestionsResult>> Handle(ListQuestionsQuery query, CancellationToken ct)
    {
        var me = caller.Value.Id;
        var alerts = await db.Alerts.AsNoTracking().Where(a => a.ActorId == me && a.State == AlertState.Asked).OrderBy(a => a.Id).ToListAsync(ct);
        var ids = alerts.ConvertAll(a => a.Id);
        var asked = (await db.AlertSteps.AsNoTracking().Where(s => ids.Contains(s.AlertId) && s.Kind == StepKind.Asked).ToListAsync(ct))
            .GroupBy(s => s.AlertId).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Id)!);
        var actions = await names.ActionsAsync(ct);
        var rows = new List<QuestionRow>();
        foreach (var alert in alerts)
        {
            var look = (await log.SomeAsync(alert.EventIds, alert.EventsFrom, alert.EventsTo, ct)).LastOrDefault();
            rows.Add(new QuestionRow(
                alert.Id, alert.Reference, asked[alert.Id].Words, asked[alert.Id].At, alert.HappenedAt,
                look is null ? "A look" : LogNames.Act(actions, look.Action), names.Purpose(look?.Purpose), look?.Matter, alert.EventIds.Length));
        }

        return new ListQuestionsResult(rows);
    }
}
