using MediatR;
using Post.Audit;
using Post.Certification.Members;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowOwnMembers;

/// <summary>Who acts for the caller's own agency.</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.members.shown", DataClass.None, Fields = ["contact"])]
internal sealed record ShowOwnMembersQuery : IQuery<AgencyMembersView>;

internal sealed class ShowOwnMembersHandler(ActingMembers acting, MembersReader reader) : IRequestHandler<ShowOwnMembersQuery, Result<AgencyMembersView>>
{
    public async Task<Result<AgencyMembersView>> Handle(ShowOwnMembersQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        return acts.Refusal is { } refusal ? refusal : await reader.ReadAsync(acts.Value.AgencyId, ct);
    }
}
