using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Records;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowOwnRecords;

/// <summary>Which certification records the caller's own agency holds of an officer, cycle by cycle, and what is asked for (12.04(1)(b)).</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.officer-records.shown", DataClass.Personal, Fields = ["identity", "certificates", "certification records"])]
internal sealed record ShowOwnRecordsQuery(Guid PersonId) : IQuery<OwnRecordsView>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="Agency">The own agency.</param>
/// <param name="PersonId">Of whom.</param>
/// <param name="OfficerNumber">The number by which the officer is known.</param>
/// <param name="Name">The present name.</param>
/// <param name="Records">The records.</param>
/// <param name="Questionnaires">Versions of the questionnaire, the latest first.</param>
/// <param name="MayKeep">Whether the caller registers records.</param>
/// <param name="Readable">Classes of which the caller may read what a record says.</param>
public sealed record OwnRecordsView(
    string Agency, Guid PersonId, string OfficerNumber, string Name, OfficerRecords Records, IReadOnlyList<QuestionnaireRow> Questionnaires,
    bool MayKeep, IReadOnlySet<RecordClass> Readable) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Records.MemberIds;
    public int RowCount => Records.Cycles.Sum(c => c.Rows.Count);
}

internal sealed class ShowOwnRecordsHandler(CertificationDb db, ActingMembers acting, OwnRecords own) : IRequestHandler<ShowOwnRecordsQuery, Result<OwnRecordsView>>
{
    public async Task<Result<OwnRecordsView>> Handle(ShowOwnRecordsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var officer = await own.OfAsync(acts.Value.AgencyId, query.PersonId, ct);
        if (officer.Refusal is { } unknown) return unknown;
        var versions = await db.Questionnaires.AsNoTracking().OrderByDescending(q => q.ValidFrom).ThenBy(q => q.Code)
            .Select(q => new QuestionnaireRow(q.Code, q.Title, q.Questions, q.ValidFrom)).ToListAsync(ct);
        return new OwnRecordsView(
            acts.Value.Agency, officer.Value.Records.PersonId, officer.Value.OfficerNumber, officer.Value.Name, officer.Value.Records, versions,
            acts.Value.Capacity <= MemberCapacity.Liaison, await own.ReadableAsync(acts.Value, ct));
    }
}
