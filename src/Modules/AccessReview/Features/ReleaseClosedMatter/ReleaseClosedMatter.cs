using MediatR;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ReleaseClosedMatter;

/// <summary>A matter was closed: its persons see the looks that it held back, unless they stay held. Told twice, it releases once.</summary>
[Requires(AccessReviewPermissions.FollowMatters)]
[Audited("held-entries.released.closed", DataClass.None)]
internal sealed record ReleaseClosedMatterCommand(string Matter) : ICommand<Done>;

internal sealed class ReleaseClosedMatterHandler(HeldReleases releases) : IRequestHandler<ReleaseClosedMatterCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReleaseClosedMatterCommand command, CancellationToken ct)
    {
        await releases.ReleaseAsync([command.Matter], ct);
        return Done.Instance;
    }
}
