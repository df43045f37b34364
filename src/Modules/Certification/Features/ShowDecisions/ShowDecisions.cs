using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowDecisions;

/// <summary>Decisions about one officer, under every number, and the applications that are open.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-decisions.shown", DataClass.Personal, Fields = ["application", "decisions"])]
internal sealed record ShowDecisionsQuery(Guid PersonId) : IQuery<OfficerDecisions>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="PersonId">Whose they are.</param>
/// <param name="Decisions">The latest first.</param>
/// <param name="Open">Not decided yet, that which is due first before the rest.</param>
/// <param name="MayKeep">Whether the caller may receive an application.</param>
public sealed record OfficerDecisions(Guid PersonId, IReadOnlyList<DecisionRow> Decisions, IReadOnlyList<OpenApplication> Open, bool MayKeep)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
    public int RowCount => Decisions.Count + Open.Count;
}

public sealed record OpenApplication(Guid Id, string Reference, string Kind, DateOnly ReceivedOn, DateOnly DueOn)
{
    public string KindWords => DecisionWords.OfApplication(Kind);
}

internal sealed class ShowDecisionsHandler(CertificationDb db, DecisionReader reader, CurrentCaller caller, PermissionTable permissions)
    : IRequestHandler<ShowDecisionsQuery, Result<OfficerDecisions>>
{
    public async Task<Result<OfficerDecisions>> Handle(ShowDecisionsQuery query, CancellationToken ct)
    {
        var members = (await db.MembersAsync([query.PersonId], ct))[query.PersonId].MemberIds;
        var open = await db.Applications.AsNoTracking().Where(a => members.Contains(a.PersonId) && a.ClosedAt == null)
            .OrderBy(a => a.DueOn).ThenBy(a => a.Id)
            .Select(a => new OpenApplication(
                a.Id, Domain.CertificationApplication.ReferenceOf(a.Number), a.Kind.ToString(), a.ReceivedOn, a.DueOn)).ToListAsync(ct);
        return new OfficerDecisions(
            query.PersonId,
            await reader.OfAsync(db.Decisions.Where(d => members.Contains(d.PersonId)), ct),
            open,
            permissions.Allows(caller.Value.Roles, CertificationPermissions.KeepApplications));
    }
}
