using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListGuidelines;

/// <summary>Every question with the answer in force on a day, and what is on its way.</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("guidelines.listed", DataClass.None)]
internal sealed record ListGuidelinesQuery(DateOnly? On) : IQuery<ListGuidelinesResult>;

internal sealed record ListGuidelinesResult(DateOnly On, IReadOnlyList<GuidelineRow> Rows, IReadOnlyList<ProposalRow> Open) : ICountsRows
{
    public int RowCount => Rows.Count + Open.Count;
}

internal sealed record GuidelineRow(
    string Code, string Decides, string Clause, string Basis, int? Version, GuidelineAuthority? Authority, DateOnly? EffectiveFrom, int ToCome);

internal sealed record ProposalRow(
    Guid ProposalId, string Code, int Revision, ProposalState State, GuidelineAuthority Authority, DateOnly EffectiveFrom,
    DateOnly? InputClosesOn, bool SignedOff, string RecordedBy, DateTimeOffset RecordedAt);

internal sealed class ListGuidelinesHandler(CommissionDb db, GuidelineBook book, TimeProvider clock)
    : IRequestHandler<ListGuidelinesQuery, Result<ListGuidelinesResult>>
{
    public async Task<Result<ListGuidelinesResult>> Handle(ListGuidelinesQuery query, CancellationToken ct)
    {
        var on = query.On ?? clock.Today();
        var questions = await db.Guidelines.AsNoTracking().OrderBy(g => g.Code).ToListAsync(ct);
        var pages = await book.OpenAsync(ct);
        var open = await db.Proposals.AsNoTracking().InPresent()
            .Where(p => p.State == ProposalState.Draft || p.State == ProposalState.Proposed)
            .OrderBy(p => p.GuidelineCode).ThenBy(p => p.ProposalId)
            .Select(p => new ProposalRow(p.ProposalId, p.GuidelineCode, p.Revision, p.State, p.Authority, p.EffectiveFrom,
                p.InputClosesOn, p.LegalSignOff != null, p.RecordedByName, p.RecordedAt))
            .ToListAsync(ct);
        return new ListGuidelinesResult(on, [.. questions.Select(q => RowOf(q, pages, on))], open);
    }

    private static GuidelineRow RowOf(Guideline question, GuidelinePages pages, DateOnly on)
    {
        var present = pages.InForce(question.Code, on);
        var toCome = pages.Versions.Count(v => v.GuidelineCode == question.Code && v.EffectiveFrom > on && pages.RetiredFrom(v.Id) is null);
        return new GuidelineRow(question.Code, question.Decides, question.Clause, question.Basis, present?.Version, present?.Authority,
            present?.EffectiveFrom, toCome);
    }
}
