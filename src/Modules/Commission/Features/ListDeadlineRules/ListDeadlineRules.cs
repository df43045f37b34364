using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListDeadlineRules;

/// <summary>Every rule by which deadlines are counted for a trigger on a day.</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("deadline-rules.listed", DataClass.None)]
internal sealed record ListDeadlineRulesQuery(DateOnly? On) : IQuery<ListDeadlineRulesResult>;

internal sealed class ListDeadlineRulesValidator : AbstractValidator<ListDeadlineRulesQuery>
{
    public ListDeadlineRulesValidator() =>
        RuleFor(q => q.On).Must(d => d is null || DeadlineLimits.Covers(d.Value)).WithMessage(DeadlineLimits.DayWords);
}

internal sealed record ListDeadlineRulesResult(DateOnly On, IReadOnlyList<DeadlineRule> Rules) : ICountsRows
{
    public int RowCount => Rules.Count;
}

internal sealed class ListDeadlineRulesHandler(IDeadlineRules rules, TimeProvider clock)
    : IRequestHandler<ListDeadlineRulesQuery, Result<ListDeadlineRulesResult>>
{
    public async Task<Result<ListDeadlineRulesResult>> Handle(ListDeadlineRulesQuery query, CancellationToken ct)
    {
        var on = query.On ?? clock.Today();
        return new ListDeadlineRulesResult(on, await rules.InForceAsync(on, ct));
    }
}
