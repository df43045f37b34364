using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Persons;
using Post.Certification.Reporting;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowOfficerAccount;

/// <summary>Whether an officer has an account, before inviting.</summary>
[Requires(CertificationPermissions.InviteOfficers)]
[Audited("officer.account.shown", DataClass.Personal, Fields = ["identity", "contact"])]
internal sealed record ShowOfficerAccountQuery(Guid PersonId) : IQuery<OfficerAccountView>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

public sealed record OfficerAccountView(string Name, string OfficerNumber, OfficerAccount? Account) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> MemberIds { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => 1;
}

internal sealed class ShowOfficerAccountHandler(CertificationDb db, OnRecordReader records, IOfficerAccounts accounts)
    : IRequestHandler<ShowOfficerAccountQuery, Result<OfficerAccountView>>
{
    public async Task<Result<OfficerAccountView>> Handle(ShowOfficerAccountQuery query, CancellationToken ct)
    {
        if (!await db.People.AsNoTracking().AnyAsync(p => p.Id == query.PersonId, ct)) return new NotFound("This officer");
        var person = (await db.MembersAsync([query.PersonId], ct))[query.PersonId];
        var record = await records.OfAsync(person.PersonId, ct);
        return new OfficerAccountView(record.Name, record.OfficerNumber, await accounts.FindAsync(person, ct)) { MemberIds = person.MemberIds };
    }
}
