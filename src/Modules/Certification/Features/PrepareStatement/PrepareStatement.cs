using MediatR;
using Post.Audit;
using Post.Certification.Personal;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.PrepareStatement;

/// <summary>What a form about oneself offers to choose from: the addresses on record.</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.asked-of", DataClass.Personal, Fields = ["contact"])]
internal sealed record PrepareStatementQuery : IQuery<StatementToPrepare>;

public sealed record StatementToPrepare(IReadOnlyList<OfficerAddress> Addresses, DateOnly Today) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Own { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Own;
    public int RowCount => 1;
}

internal sealed class PrepareStatementHandler(OwnPerson own, OfficerAddresses addresses, TimeProvider clock)
    : IRequestHandler<PrepareStatementQuery, Result<StatementToPrepare>>
{
    public async Task<Result<StatementToPrepare>> Handle(PrepareStatementQuery query, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        return new StatementToPrepare(OfficerAddresses.InUse(await addresses.OfAsync(person.Value.MemberIds, ct)), clock.Today()) { Own = person.Value.MemberIds };
    }
}
