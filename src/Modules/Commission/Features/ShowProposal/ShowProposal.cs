using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ShowProposal;

/// <summary>A proposal, what it changes against the version in force, and what it still needs.</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("guideline.proposal.opened", DataClass.None)]
internal sealed record ShowProposalQuery(Guid ProposalId) : IQuery<ShowProposalResult>;

/// <param name="Proposal">As it stands.</param>
/// <param name="Against">The version in force that it would follow, if there is one.</param>
/// <param name="Lines">Its words beside those in force.</param>
/// <param name="Parameters">Parameters that would change.</param>
/// <param name="Missing">Why it cannot be adopted today; null when it can.</param>
/// <param name="Steps">How it came to stand as it does, latest first.</param>
internal sealed record ShowProposalResult(
    ProposalFacts Proposal, int? Against, IReadOnlyList<MarkedLine> Lines, IReadOnlyList<ParameterChange> Parameters, Refusal? Missing,
    IReadOnlyList<StepRow> Steps);

internal sealed record ProposalFacts(
    Guid ProposalId, string Code, string Decides, string Clause, string Basis, int Revision, ProposalState State, GuidelineAuthority Authority,
    string Text, string Parameters, string HealthAndSafetyMemo, DateOnly EffectiveFrom, DateOnly? NoticeOn, DateOnly? InputOpensOn,
    DateOnly? InputClosesOn, string? InputChannel, string? CommentsSummary, string? LegalSignOff, string? SignedOffBy, string Subject);

internal sealed record StepRow(ProposalState State, int Revision, string By, DateTimeOffset At, string? Reason);

internal sealed class ShowProposalHandler(CommissionDb db, GuidelineBook book, IVotes votes, TimeProvider clock)
    : IRequestHandler<ShowProposalQuery, Result<ShowProposalResult>>
{
    public async Task<Result<ShowProposalResult>> Handle(ShowProposalQuery query, CancellationToken ct)
    {
        var rows = await db.Proposals.AsNoTracking().Where(p => p.ProposalId == query.ProposalId)
            .OrderByDescending(p => p.RecordedAt).ThenByDescending(p => p.SupersededAt == null).ToListAsync(ct);
        if (rows.Find(p => p.SupersededAt is null) is not { } proposal) return new NotFound("This proposal");
        var question = await db.Guidelines.AsNoTracking().SingleAsync(g => g.Code == proposal.GuidelineCode, ct);
        var present = (await book.OpenAsync(ct)).InForce(proposal.GuidelineCode, clock.Today());
        return new ShowProposalResult(
            FactsOf(proposal, question),
            present?.Version,
            Difference.OfText(present?.Text ?? "", proposal.Text),
            Difference.OfParameters(present?.Parameters ?? "{}", proposal.Parameters),
            proposal.IsOpen ? await MissingAsync(proposal, ct) : null,
            [.. rows.Select(p => new StepRow(p.State, p.Revision, p.RecordedByName, p.RecordedAt, p.Reason))]);
    }

    private async Task<Refusal?> MissingAsync(GuidelineProposal proposal, CancellationToken ct)
    {
        if (proposal.WhyNotReady(clock.Today()) is { } unready) return unready;
        if (proposal.Authority is not GuidelineAuthority.Vote) return null;
        var needed = new VoteNeeded(VoteKinds.GuidelineAdoption, proposal.Subject, proposal.EffectiveFrom)
        {
            NotBefore = proposal.InputClosesOn?.AddDays(1),
        };
        return (await votes.CarriedAsync(needed, ct)).Refusal;
    }

    private static ProposalFacts FactsOf(GuidelineProposal p, Guideline question) => new(
        p.ProposalId, p.GuidelineCode, question.Decides, question.Clause, question.Basis, p.Revision, p.State, p.Authority, p.Text, p.Parameters,
        p.HealthAndSafetyMemo, p.EffectiveFrom, p.NoticeOn, p.InputOpensOn, p.InputClosesOn, p.InputChannel, p.CommentsSummary, p.LegalSignOff,
        p.SignedOffBy, p.Subject);
}
