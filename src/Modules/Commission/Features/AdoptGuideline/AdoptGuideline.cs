using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.AdoptGuideline;

/// <summary>Makes a proposal a version: by the carried vote that names it, or by the Executive Director until they vote (8.06(6)(a)).</summary>
[Requires(CommissionPermissions.AdoptGuidelines)]
[Audited("guideline.adopted", DataClass.None)]
internal sealed record AdoptGuidelineCommand(Guid ProposalId) : ICommand<Guid>;

internal sealed class AdoptGuidelineHandler(
    CommissionDb db, GuidelineBook book, GuidelineForms forms, GuidelineAuthorities authorities, Registrar registrar, CurrentCaller caller,
    ChangeContext change, TimeProvider clock)
    : IRequestHandler<AdoptGuidelineCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AdoptGuidelineCommand command, CancellationToken ct)
    {
        var proposal = await db.Proposals.InPresent().SingleOrDefaultAsync(p => p.ProposalId == command.ProposalId, ct);
        if (proposal is null) return new NotFound("This proposal");
        if (!proposal.IsOpen) return new ProposalNotOpen();
        var pages = await book.OpenAsync(ct);
        if (await WhyNotAsync(proposal, pages, ct) is { } refusal) return refusal;
        var backing = await authorities.ForAsync(proposal.Authority, VoteFor(proposal), ct);
        if (backing.Refusal is { } without) return without;

        var version = await VersionOfAsync(proposal, pages, backing.Value, ct);
        db.GuidelineVersions.Add(version);
        registrar.Replace(proposal, proposal.With(ProposalState.Adopted, versionId: version.Id), null);
        change.Changed(version.GuidelineCode, pages.InForce(version.GuidelineCode, clock.Today())?.Parameters, version.Parameters);
        change.Summarise($"{version.GuidelineCode}, version {version.Version}, from {version.EffectiveFrom:yyyy-MM-dd}");
        change.Because(backing.Value.VoteId is { } vote ? $"vote {vote}" : $"designation {backing.Value.DesignationId}");
        db.Publish(new GuidelinesChanged([version.GuidelineCode], version.EffectiveFrom));
        await db.SaveChangesAsync(ct);
        return version.Id;
    }

    // The public was heard before they voted, and the vote names this revision of the text.
    private static VoteNeeded VoteFor(GuidelineProposal proposal) =>
        new(VoteKinds.GuidelineAdoption, proposal.Subject, proposal.EffectiveFrom) { NotBefore = proposal.InputClosesOn?.AddDays(1) };

    private async Task<Refusal?> WhyNotAsync(GuidelineProposal proposal, GuidelinePages pages, CancellationToken ct)
    {
        var today = clock.Today();
        if (proposal.WhyNotReady(today) is { } unready) return unready;
        if (proposal.EffectiveFrom < today) return new EffectiveInThePast(proposal.EffectiveFrom, today);
        var present = pages.InForce(proposal.GuidelineCode, today);
        var regulated = await forms.OnAsync(proposal.EffectiveFrom, ct);
        if (GuidelineConsistency.WhyNot(proposal.Parameters, present?.Parameters, regulated) is { } inconsistent) return inconsistent;
        return proposal.Authority is GuidelineAuthority.ExecutiveDirector
            && pages.InForce(proposal.GuidelineCode, proposal.EffectiveFrom) is { Authority: GuidelineAuthority.Vote } voted
                ? new CommissionersHaveActed(voted.GuidelineCode, voted.Version)
                : null;
    }

    private async Task<GuidelineVersion> VersionOfAsync(
        GuidelineProposal proposal, GuidelinePages pages, GuidelineBacking backing, CancellationToken ct) => new()
        {
            Id = registrar.NewId(),
            GuidelineCode = proposal.GuidelineCode,
            Version = pages.Versions.Where(v => v.GuidelineCode == proposal.GuidelineCode).Select(v => v.Version).DefaultIfEmpty().Max() + 1,
            EditionId = await forms.EditionAsync(proposal.EffectiveFrom, ct),
            Authority = proposal.Authority,
            Status = GuidelineStatus.Active,
            EffectiveFrom = proposal.EffectiveFrom,
            Parameters = proposal.Parameters,
            HealthAndSafetyMemo = proposal.HealthAndSafetyMemo,
            RecordedAt = clock.GetUtcNow(),
            Text = proposal.Text,
            VoteId = backing.VoteId,
            DesignationId = backing.DesignationId,
            ProposalId = proposal.ProposalId,
            LegalSignOff = proposal.LegalSignOff,
            PublicInput = proposal.CommentsSummary,
            AdoptedByName = caller.Value.Name,
        };
}
