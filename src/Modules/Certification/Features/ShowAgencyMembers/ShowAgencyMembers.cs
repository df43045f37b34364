using MediatR;
using Post.Audit;
using Post.Certification.Members;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowAgencyMembers;

/// <summary>Who acts for an agency, as the Commission has it on record.</summary>
[Requires(CertificationPermissions.ReadMembers)]
[Audited("agency-members.shown", DataClass.None, Fields = ["contact"])]
internal sealed record ShowAgencyMembersQuery(Guid AgencyId) : IQuery<AgencyMembersView>;

internal sealed class ShowAgencyMembersHandler(MembersReader reader, ChangeContext change) : IRequestHandler<ShowAgencyMembersQuery, Result<AgencyMembersView>>
{
    public async Task<Result<AgencyMembersView>> Handle(ShowAgencyMembersQuery query, CancellationToken ct)
    {
        var read = await reader.ReadAsync(query.AgencyId, ct);
        if (!read.Refused) change.Summarise($"Who acts for {read.Value.Agency}");
        return read;
    }
}
