using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.PrepareStatement;

/// <summary>What a form about oneself offers to choose from, and to whom what is told goes.</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.asked-of", DataClass.Personal, Fields = ["contact", "employment"])]
internal sealed record PrepareStatementQuery : IQuery<StatementToPrepare>;

/// <param name="Addresses">The addresses on record.</param>
/// <param name="Agencies">The agencies to which it goes; to the Commission where there is none.</param>
/// <param name="Today">The legal day.</param>
public sealed record StatementToPrepare(IReadOnlyList<OfficerAddress> Addresses, IReadOnlyList<string> Agencies, DateOnly Today) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Own { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Own;
    public int RowCount => 1;
}

internal sealed class PrepareStatementHandler(CertificationDb db, OwnPerson own, StatementRoute route, OfficerAddresses addresses, TimeProvider clock)
    : IRequestHandler<PrepareStatementQuery, Result<StatementToPrepare>>
{
    public async Task<Result<StatementToPrepare>> Handle(PrepareStatementQuery query, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        var agencies = await route.AgenciesAsync(StatementKind.Address, person.Value.MemberIds, ct);
        var named = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => agencies.Contains(n.AgencyId)).Select(n => n.Name).Order().ToListAsync(ct);
        return new StatementToPrepare(OfficerAddresses.InUse(await addresses.OfAsync(person.Value.MemberIds, ct)), named, clock.Today()) { Own = person.Value.MemberIds };
    }
}
