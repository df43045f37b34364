using MediatR;
using Post.Audit;
using Post.Certification.OfficerFiles;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOfficer;

/// <summary>The file as it is, or as it was on a day and was known at the end of another.</summary>
[Requires(CertificationPermissions.ReadOfficers)]
[Audited("officer.opened", DataClass.Personal, Fields = ["identity", "names", "status", "employment", "separations", "certificates", "training"])]
internal sealed record ShowOfficerQuery(Guid PersonId, DateOnly? On = null, DateOnly? Known = null) : IQuery<OfficerFile>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

internal sealed class ShowOfficerHandler(
    OfficerFileReader files, ContactPoints points, ChangeContext change, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ShowOfficerQuery, Result<OfficerFile>>
{
    public async Task<Result<OfficerFile>> Handle(ShowOfficerQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        if (query.On > today) return new DayLiesAhead(query.On.Value);
        if (query.Known > today) return new DayLiesAhead(query.Known.Value);

        var at = FileMoment.Of(query.On, query.Known, clock);
        if (at.IsPast) change.Summarise(at.Words(query.Known));
        var file = await files.ReadAsync(query.PersonId, at, ct);
        if (file.Refusal is { } refusal) return refusal;
        return file.Value with
        {
            MayJoin = permissions.Allows(caller.Value.Roles, CertificationPermissions.JoinPersons),
            Unreached = !at.IsPast && !await HasEmailAsync([.. file.Value.SubjectIds], ct),
        };
    }

    private async Task<bool> HasEmailAsync(IReadOnlyCollection<Guid> numbers, CancellationToken ct) =>
        (await points.OfManyAsync(AddresseeKind.Officer, numbers, ContactPurposes.CommissionCorrespondence, ct)).Any(p => p is { Kind: ContactKind.Email, State: ContactState.Active });
}
