using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListInstructions;

/// <summary>Instructions of the Commission to liaisons, the newest first; what an agency set for its own is its own affair and is not among them.</summary>
[Requires(CertificationPermissions.ReadMembers)]
[Audited("liaison-instructions.listed", DataClass.None)]
internal sealed record ListInstructionsQuery : IQuery<InstructionList>;

/// <param name="InForce">What stands today or from a later day.</param>
/// <param name="Ended">What ended with nothing in its place, the latest first.</param>
/// <param name="Liaisons">How many liaisons there are today.</param>
public sealed record InstructionList(IReadOnlyList<InstructionRow> InForce, IReadOnlyList<InstructionRow> Ended, int Liaisons) : ICountsRows
{
    public int RowCount => InForce.Count + Ended.Count;
}

/// <param name="SeriesId">The instruction.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">Which version.</param>
/// <param name="InForceFrom">First legal day.</param>
/// <param name="AcknowledgeBy">By when it is to be read, where a day was set.</param>
/// <param name="Acknowledged">How many of those who are liaisons today have said that they read it.</param>
/// <param name="EndedAt">When it ended (UTC).</param>
/// <param name="EndedBecause">Why.</param>
public sealed record InstructionRow(
    Guid SeriesId, string Title, int Version, DateOnly InForceFrom, DateOnly? AcknowledgeBy, int Acknowledged, DateTimeOffset? EndedAt, string? EndedBecause);

internal sealed class ListInstructionsHandler(CertificationDb db, TimeProvider clock) : IRequestHandler<ListInstructionsQuery, Result<InstructionList>>
{
    public async Task<Result<InstructionList>> Handle(ListInstructionsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var liaisons = db.Members.AsNoTracking().Where(m => db.Appointments.Any(
            a => a.MemberId == m.Id && a.Capacity == MemberCapacity.Liaison && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)));
        var rows = await db.Instructions.AsNoTracking()
            .Where(i => i.Source == InstructionSource.Commission && (i.SupersededAt == null || i.EndedBecause != null))
            .OrderByDescending(i => i.RecordedAt).ThenBy(i => i.Title)
            .Select(i => new InstructionRow(
                i.SeriesId, i.Title, i.Version, i.InForceFrom, i.AcknowledgeBy,
                db.Acknowledgements.Count(a => a.InstructionId == i.Id && liaisons.Any(m => m.Id == a.MemberId)), i.SupersededAt, i.EndedBecause))
            .ToListAsync(ct);
        return new InstructionList(
            [.. rows.Where(r => r.EndedAt is null)], [.. rows.Where(r => r.EndedAt is not null).OrderByDescending(r => r.EndedAt)], await liaisons.CountAsync(ct));
    }
}
