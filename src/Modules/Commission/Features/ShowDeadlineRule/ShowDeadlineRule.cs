using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ShowDeadlineRule;

/// <summary>A rule with all its versions, those superseded too.</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("deadline-rule.shown", DataClass.None)]
internal sealed record ShowDeadlineRuleQuery(string Rule) : IQuery<ShowDeadlineRuleResult>;

internal sealed record ShowDeadlineRuleResult(
    DeadlineRule? Now, string Title, bool MayRevise, IReadOnlyList<RuleVersionRow> Versions) : ICountsRows
{
    public int RowCount => Versions.Count;
}

internal sealed record RuleVersionRow(
    int Version, int? Count, RollRule? Roll, DateOnly EffectiveFrom, string Source, string Reason, string RecordedBy,
    DateTimeOffset RecordedAt, DateTimeOffset? SupersededAt);

internal sealed class ShowDeadlineRuleHandler(
    CommissionDb db, IDeadlineRules rules, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ShowDeadlineRuleQuery, Result<ShowDeadlineRuleResult>>
{
    public async Task<Result<ShowDeadlineRuleResult>> Handle(ShowDeadlineRuleQuery query, CancellationToken ct)
    {
        var versions = await db.DeadlineRules.AsNoTracking()
            .Where(r => r.Code == query.Rule)
            .OrderByDescending(r => r.Version)
            .ToListAsync(ct);
        if (versions.Count == 0) return new NotFound("This rule");
        return new ShowDeadlineRuleResult(
            await rules.FindAsync(query.Rule, clock.Today(), ct),
            versions[0].Title,
            permissions.Allows(caller.Value.Roles, CommissionPermissions.ReviseDeadlineRules),
            [.. versions.Select(r => new RuleVersionRow(r.Version, r.Count, r.Roll, r.EffectiveFrom, r.Source, r.Reason, r.RecordedBy, r.RecordedAt, r.SupersededAt))]);
    }
}
