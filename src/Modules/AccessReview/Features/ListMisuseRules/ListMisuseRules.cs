using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.Audit;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.ListMisuseRules;

/// <summary>What is looked for, from which values, and how often it was found and borne out this year.</summary>
[Requires(AccessReviewPermissions.ReadReport)]
[Audited("misuse-rules.listed", DataClass.None)]
internal sealed record ListMisuseRulesQuery : IQuery<ListMisuseRulesResult>;

internal sealed record ListMisuseRulesResult(IReadOnlyList<MisuseRuleRow> Rows, DateTimeOffset FollowedTo) : ICountsRows
{
    public int RowCount => Rows.Count;
}

internal sealed record MisuseRuleRow(
    string Code, string Label, string Meaning, IReadOnlyDictionary<string, int> Numbers, string Clause, string Source, DateOnly ValidFrom, int Raised, int Substantiated);

internal sealed class ListMisuseRulesHandler(AccessReviewDb db, TimeProvider clock) : IRequestHandler<ListMisuseRulesQuery, Result<ListMisuseRulesResult>>
{
    public async Task<Result<ListMisuseRulesResult>> Handle(ListMisuseRulesQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var since = CivilClock.StartOf(new DateOnly(today.Year, 1, 1));
        var rules = await db.MisuseRules.AsNoTracking().OrderBy(r => r.Label).ToListAsync(ct);
        var hits = await db.Alerts.AsNoTracking().Where(a => a.RaisedAt >= since && a.RuleCode != null)
            .GroupBy(a => a.RuleCode!).Select(g => new { Rule = g.Key, Raised = g.Count(), Borne = g.Count(a => a.Substantiated == true) })
            .ToDictionaryAsync(g => g.Rule, ct);
        var rows = rules.Where(r => r.InForce(today)).Select(r => new MisuseRuleRow(
            r.Code, r.Label, r.Meaning, r.Read().Values, r.Clause, r.Source, r.ValidFrom,
            hits.GetValueOrDefault(r.Code)?.Raised ?? 0, hits.GetValueOrDefault(r.Code)?.Borne ?? 0));
        return new ListMisuseRulesResult([.. rows], await db.WatchCursors.AsNoTracking().MaxAsync(c => c.MovedAt, ct));
    }
}
