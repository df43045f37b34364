using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Addresses.ShowAddresses;

/// <summary>All addresses of one addressee, those that ended too.</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("addresses.shown", DataClass.Personal, Fields = ["contact"])]
public sealed record ShowAddressesQuery(AddresseeKind Kind, Guid AddresseeId) : IQuery<ShowAddressesResult>;

/// <summary>The addressee as its module names it, and its addresses.</summary>
public sealed record ShowAddressesResult(Addressee Addressee, IReadOnlyList<ContactPoint> Addresses) : INamesSubjects, ICountsRows
{
    /// <summary>Codes that went out and were not used.</summary>
    public IReadOnlyList<AddressChallenge> Waiting { get; init; } = [];

    /// <summary>Those that are in use for another officer too.</summary>
    public IReadOnlySet<string> Shared { get; init; } = new HashSet<string>();

    public IEnumerable<Guid> SubjectIds => Addressee.Kind is AddresseeKind.Officer ? [Addressee.Id] : [];

    public int RowCount => Addresses.Count;
}

internal sealed class ShowAddressesHandler(IEnumerable<IAddressees> directories, ContactPoints points, ChallengeBook challenges)
    : IRequestHandler<ShowAddressesQuery, Result<ShowAddressesResult>>
{
    public async Task<Result<ShowAddressesResult>> Handle(ShowAddressesQuery query, CancellationToken ct)
    {
        var directory = directories.FirstOrDefault(d => d.Kind == query.Kind);
        if (directory is null || await directory.FindAsync(query.AddresseeId, ct) is not { } addressee) return new NotFound("This addressee");
        var known = await points.OfAsync(addressee.Kind, addressee.Id, ct);
        return new ShowAddressesResult(addressee, known)
        {
            Waiting = await challenges.WaitingAsync([.. known.Select(p => p.Id)], ct),
            Shared = addressee.Kind is AddresseeKind.Officer ? await points.SharedAsync([.. known.Select(p => p.Value)], [addressee.Id], ct) : new HashSet<string>(),
        };
    }
}
