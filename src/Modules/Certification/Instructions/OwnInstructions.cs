using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Instructions;

/// <summary>Whoever of an agency is asked to have read an instruction, and when that was said.</summary>
public sealed record AskedLiaison(Guid MemberId, string Name, Guid? AccountId);

/// <summary>What the liaisons of an agency are to do, and which of them said that they had read it.</summary>
internal sealed class OwnInstructions(CertificationDb db)
{
    /// <summary>In force: the Commission's for all, and what the agency set itself; of another agency none.</summary>
    public IQueryable<LiaisonInstruction> Of(Guid agency) => db.Instructions.AsNoTracking().Where(i => i.AgencyId == null || i.AgencyId == agency);

    /// <summary>Who is liaison on the day: each of them is asked.</summary>
    public async Task<IReadOnlyList<AskedLiaison>> AskedAsync(Guid agency, DateOnly day, CancellationToken ct) => await db.Members.AsNoTracking()
        .Where(m => m.AgencyId == agency && db.Appointments.Any(a => a.MemberId == m.Id && a.Capacity == MemberCapacity.Liaison
            && a.BeginsOn <= day && (a.EndsOn == null || a.EndsOn >= day)))
        .OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new AskedLiaison(m.Id, m.Name, m.AccountId)).ToListAsync(ct);

    public async Task<ILookup<Guid, InstructionAcknowledgement>> AcknowledgedAsync(Guid agency, IReadOnlyList<Guid> instructions, CancellationToken ct) =>
        (await db.Acknowledgements.AsNoTracking()
            .Where(a => instructions.Contains(a.InstructionId) && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == agency))
            .OrderBy(a => a.AcknowledgedAt).ThenBy(a => a.AcknowledgedByName).ToListAsync(ct)).ToLookup(a => a.InstructionId);
}
