using MediatR;
using Post.App.Access;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.App.AgencySide;

/// <summary>The agencies for which the caller acts today.</summary>
[Requires(AccessPermissions.ChooseAgency)]
[Audited("agencies.offered", DataClass.None)]
internal sealed record ListOwnAgenciesQuery : IQuery<OwnAgencies>;

public sealed record OwnAgencies(IReadOnlyList<ActsFor> Agencies);

internal sealed class ListOwnAgenciesHandler(IAgencyMembers members, CurrentCaller caller) : IRequestHandler<ListOwnAgenciesQuery, Result<OwnAgencies>>
{
    public async Task<Result<OwnAgencies>> Handle(ListOwnAgenciesQuery query, CancellationToken ct) =>
        new OwnAgencies(caller.Value.Id is { } account ? await members.OfAccountAsync(account, ct) : []);
}
