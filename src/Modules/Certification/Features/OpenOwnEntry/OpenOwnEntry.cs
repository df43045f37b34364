using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Records;
using Post.Kernel.Requests;

namespace Post.Certification.Features.OpenOwnEntry;

/// <summary>What a restricted record of the own agency says; one at a time, and only for whom the head lets read its class (12.04(1)(b)1-2).</summary>
[Requires(CertificationPermissions.KeepRecords)]
[Audited("own-agency.record.opened", DataClass.Restricted, Fields = ["certification records"])]
internal sealed record OpenOwnEntryQuery(Guid PersonId, Guid EntryId) : IQuery<OpenedRecord>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="Kind">Which record.</param>
/// <param name="Class">Its class.</param>
/// <param name="HeldOn">The day of which it speaks.</param>
/// <param name="Says">What it says.</param>
public sealed record OpenedRecord(RecordKind Kind, RecordClass Class, DateOnly? HeldOn, RestrictedRecord Says);

internal sealed class OpenOwnEntryHandler(CertificationDb db, ActingMembers acting, OwnRecords own) : IRequestHandler<OpenOwnEntryQuery, Result<OpenedRecord>>
{
    public async Task<Result<OpenedRecord>> Handle(OpenOwnEntryQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        var officer = await own.OfAsync(acts.Value.AgencyId, query.PersonId, ct);
        if (officer.Refusal is { } unknown) return unknown;
        var row = officer.Value.Records.Cycles.SelectMany(c => c.Rows).FirstOrDefault(r => r.Said is { HasDetail: true } said && said.EntryId == query.EntryId);
        if (row?.Restricted is not { } restricted) return new NotFound("This record");
        if (!(await own.ReadableAsync(acts.Value, ct)).Contains(restricted)) return new RecordClassNotGranted(restricted);
        var detail = await db.RecordDetails.AsNoTracking().SingleAsync(d => d.EntryId == query.EntryId, ct);
        return new OpenedRecord(row.Kind, restricted, row.Said!.HeldOn, detail.Content);
    }
}
