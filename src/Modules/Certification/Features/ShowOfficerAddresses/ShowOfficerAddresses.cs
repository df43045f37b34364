using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Personal;
using Post.Certification.Persons;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOfficerAddresses;

/// <summary>Whether notices reach an officer, for the officer's file; the addresses themselves are under Addresses (12.04(1)(a)6).</summary>
[Requires(CertificationPermissions.ReadOfficers)]
[Audited("officer-addresses.shown", DataClass.Personal, Fields = ["contact"])]
internal sealed record ShowOfficerAddressesQuery(Guid PersonId) : IQuery<OfficerReach>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="Numbers">Under which ids addresses stand, the person's own first.</param>
/// <param name="HasEmail">Whether an electronic mail address is in use; without one no notice can be given by it.</param>
/// <param name="Rows">Each address in use or from which mail came back, without the address itself.</param>
/// <param name="Today">The legal day.</param>
public sealed record OfficerReach(IReadOnlyList<Guid> Numbers, bool HasEmail, IReadOnlyList<ReachRow> Rows, DateOnly Today) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Numbers;
    public int RowCount => Rows.Count;
}

/// <summary>One address of an officer, as far as the file tells it.</summary>
public sealed record ReachRow(
    string Kind, bool Own, DateOnly Since, bool Verified, bool CameBack, bool Shared, DateOnly OnRecordSince, DateOnly? DueOn, DateTimeOffset? RemindedAt, bool CanBeVerified);

internal sealed class ShowOfficerAddressesHandler(CertificationDb db, OfficerAddresses addresses, TimeProvider clock)
    : IRequestHandler<ShowOfficerAddressesQuery, Result<OfficerReach>>
{
    public async Task<Result<OfficerReach>> Handle(ShowOfficerAddressesQuery query, CancellationToken ct)
    {
        if (!await db.People.AsNoTracking().AnyAsync(p => p.Id == query.PersonId, ct)) return new NotFound("This officer");
        var person = (await db.MembersAsync([query.PersonId], ct))[query.PersonId];
        var known = await addresses.OfAsync(person.MemberIds, ct);
        return new OfficerReach(
            person.MemberIds, known.Any(a => a is { Kind: "Email", Bounced: false }),
            [.. known.Select(a => new ReachRow(a.Kind, a.Own, a.Since, a.Verified, a.Bounced, a.Shared, a.OnRecordSince, a.DueOn, a.RemindedAt, a.CanBeVerified))], clock.Today());
    }
}
