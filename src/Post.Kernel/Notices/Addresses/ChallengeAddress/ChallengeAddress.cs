using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Addresses.ChallengeAddress;

/// <summary>Staff have a code and a link sent to an address, for whoever reads it there to verify it (12.04(1)(a)6).</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("address.challenged", DataClass.None, Fields = ["contact"])]
public sealed record ChallengeAddressCommand(Guid ContactPointId) : ICommand<Done>;

internal sealed class ChallengeAddressHandler(IEnumerable<IAddressees> directories, ContactPoints points, AddressChallenges challenges)
    : IRequestHandler<ChallengeAddressCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ChallengeAddressCommand command, CancellationToken ct)
    {
        if (await points.FindAsync(command.ContactPointId, ct) is not { } point) return new NotFound("This address");
        var directory = directories.FirstOrDefault(d => d.Kind == point.OwnerKind);
        if (directory is null || await directory.FindAsync(point.OwnerId, ct) is not { } owner) return new NotFound("This addressee");
        var sent = await challenges.SendAsync(point, owner, ct);
        return sent.Refusal is { } refusal ? refusal : Done.Instance;
    }
}
