using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Instructions;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnInstructions;

/// <summary>What the liaisons of the caller's own agency are to do, by the Commission and by the agency itself (12.06(2), (2)(g)).</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.instructions.listed", DataClass.None)]
internal sealed record ListOwnInstructionsQuery : IQuery<OwnInstructionList>;

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Rows">In force: what the caller is still to read first, then the newest.</param>
/// <param name="Ended">What ended with nothing in its place, the latest first.</param>
/// <param name="MaySet">Whether the caller sets duties of the agency.</param>
public sealed record OwnInstructionList(string Agency, IReadOnlyList<OwnInstruction> Rows, IReadOnlyList<EndedInstruction> Ended, bool MaySet) : ICountsRows
{
    public int RowCount => Rows.Count + Ended.Count;
}

/// <param name="Id">This version.</param>
/// <param name="SeriesId">The instruction.</param>
/// <param name="Version">Which version it is.</param>
/// <param name="Source">Who set it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its words.</param>
/// <param name="InForceFrom">First legal day.</param>
/// <param name="AcknowledgeBy">By when it is to be read, where a day was set.</param>
/// <param name="SetBy">Whose name stands under it.</param>
/// <param name="SetAt">When (UTC).</param>
public sealed record OwnInstruction(
    Guid Id, Guid SeriesId, int Version, InstructionSource Source, string Title, string Body, DateOnly InForceFrom, DateOnly? AcknowledgeBy, string SetBy,
    DateTimeOffset SetAt)
{
    /// <summary>Whether the caller is a liaison who has not said that it was read.</summary>
    public required bool IsAsked { get; init; }

    public required IReadOnlyList<InstructionReader> ReadBy { get; init; }

    /// <summary>Liaisons who have not said so.</summary>
    public required IReadOnlyList<string> Waiting { get; init; }
}

public sealed record InstructionReader(string Name, DateTimeOffset At);

public sealed record EndedInstruction(string Title, InstructionSource Source, DateTimeOffset EndedAt, string Because);

internal sealed class ListOwnInstructionsHandler(ActingMembers acting, OwnInstructions own, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ListOwnInstructionsQuery, Result<OwnInstructionList>>
{
    public async Task<Result<OwnInstructionList>> Handle(ListOwnInstructionsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var agency = acts.Value.AgencyId;
        var present = await own.Of(agency).Where(i => i.SupersededAt == null).OrderByDescending(i => i.RecordedAt).ThenBy(i => i.Title).ToListAsync(ct);
        var ended = await own.Of(agency).Where(i => i.EndedBecause != null).OrderByDescending(i => i.SupersededAt).ThenBy(i => i.Title)
            .Select(i => new EndedInstruction(i.Title, i.Source, i.SupersededAt!.Value, i.EndedBecause!)).ToListAsync(ct);
        var asked = await own.AskedAsync(agency, clock.Today(), ct);
        var acknowledged = await own.AcknowledgedAsync(agency, present.ConvertAll(i => i.Id), ct);
        var rows = present.ConvertAll(i => Row(i, asked, [.. acknowledged[i.Id]]));
        return new OwnInstructionList(acts.Value.Agency, [.. rows.OrderByDescending(r => r.IsAsked)], ended, acts.Value.Capacity is MemberCapacity.Head);
    }

    private OwnInstruction Row(LiaisonInstruction i, IReadOnlyList<AskedLiaison> asked, List<InstructionAcknowledgement> acknowledged)
    {
        var waiting = asked.Where(a => !acknowledged.Exists(x => x.MemberId == a.MemberId)).ToList();
        return new OwnInstruction(i.Id, i.SeriesId, i.Version, i.Source, i.Title, i.Body, i.InForceFrom, i.AcknowledgeBy, i.RecordedByName, i.RecordedAt)
        {
            IsAsked = waiting.Exists(a => a.AccountId == caller.Value.Id),
            ReadBy = acknowledged.ConvertAll(a => new InstructionReader(a.AcknowledgedByName, a.AcknowledgedAt)),
            Waiting = waiting.ConvertAll(a => a.Name),
        };
    }
}
