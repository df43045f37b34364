using MediatR;
using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.AccessReview.Passages;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.PrepareBreakGlass;

/// <summary>On what terms the glass can be broken now; of the person nothing is told.</summary>
[Requires(AccessReviewPermissions.BreakGlass)]
[Audited("break-glass.prepared", DataClass.None)]
internal sealed record PrepareBreakGlassQuery : IQuery<PrepareBreakGlassResult>;

internal sealed record PrepareBreakGlassResult(int Minutes, int ReasonMinLength, int StepUpMinutes, bool SteppedUp, string? Purpose, string? Matter);

internal sealed class PrepareBreakGlassHandler(AccessRuleBook rules, PurposeCatalogue purposes, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<PrepareBreakGlassQuery, Result<PrepareBreakGlassResult>>
{
    public async Task<Result<PrepareBreakGlassResult>> Handle(PrepareBreakGlassQuery query, CancellationToken ct)
    {
        var stepUp = await rules.MinutesAsync(AccessRuleCodes.StepUp, ct);
        var chosen = caller.Value.Purpose;
        return new PrepareBreakGlassResult(
            await rules.ValueAsync(AccessRuleCodes.BreakGlass, ct),
            await rules.ValueAsync(AccessRuleCodes.BreakGlassReason, ct),
            (int)stepUp.TotalMinutes,
            SteppedUp.Within(caller.Value, stepUp, clock.GetUtcNow()),
            chosen is null ? null : purposes.Find(chosen.Code)?.Label,
            chosen?.Matter);
    }
}
