using MediatR;
using Post.Audit;
using Post.Certification.Personal;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOwnAddress;

/// <summary>An address of the caller's own, and whether a code waits for it (12.07(1)(b)1).</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-address.shown", DataClass.Personal, Fields = ["contact"])]
internal sealed record ShowOwnAddressQuery(Guid AddressId) : IQuery<OwnAddressView>;

/// <param name="Address">The address.</param>
/// <param name="CodeUntil">Until when the code that was sent opens (UTC); null where none waits.</param>
/// <param name="Rule">For how long a code opens, and how many are sent on a day.</param>
/// <param name="Today">The legal day.</param>
public sealed record OwnAddressView(OfficerAddress Address, DateTimeOffset? CodeUntil, ChallengeRule Rule, DateOnly Today) : INamesSubjects, ICountsRows
{
    internal Guid PersonId { get; init; }
    public IEnumerable<Guid> SubjectIds => [PersonId];
    public int RowCount => 1;
}

internal sealed class ShowOwnAddressHandler(OwnAddress own, OfficerAddresses addresses, ChallengeBook challenges, TimeProvider clock)
    : IRequestHandler<ShowOwnAddressQuery, Result<OwnAddressView>>
{
    public async Task<Result<OwnAddressView>> Handle(ShowOwnAddressQuery query, CancellationToken ct)
    {
        var found = await own.FindAsync(query.AddressId, ct);
        if (found.Refusal is { } refusal) return refusal;
        var (person, point) = found.Value;
        if ((await addresses.OfAsync(person.MemberIds, ct)).FirstOrDefault(a => a.Id == point.Id) is not { } address) return new NotFound("This address");
        var waits = (await challenges.WaitingAsync([point.Id], ct)).FirstOrDefault(c => c.IsOpen(clock.GetUtcNow()));
        return new OwnAddressView(address, waits?.ExpiresAt, await challenges.RuleAsync(clock.Today(), ct), clock.Today()) { PersonId = point.OwnerId };
    }
}
