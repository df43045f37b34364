using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Instructions;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.AcknowledgeInstruction;

/// <summary>A liaison says that an instruction was read, as it stands; asked once for each version (12.06(2)).</summary>
/// <param name="InstructionId">The version that was shown.</param>
[Requires(CertificationPermissions.KeepLiaisonDuties)]
[Audited("own-agency.instruction.acknowledged", DataClass.None)]
internal sealed record AcknowledgeInstructionCommand(Guid InstructionId) : ICommand<Done>;

internal sealed class AcknowledgeInstructionHandler(
    CertificationDb db, ActingMembers acting, OwnInstructions own, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<AcknowledgeInstructionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AcknowledgeInstructionCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        var agency = acts.Value.AgencyId;
        var shown = await own.Of(agency).SingleOrDefaultAsync(i => i.Id == command.InstructionId, ct);
        if (shown is null) return new NotFound("This instruction");
        if (shown.SupersededAt is not null) return new InstructionChangedMeanwhile();
        var member = await db.Members.AsNoTracking().Where(m => m.AgencyId == agency && m.AccountId == caller.Value.Id)
            .OrderBy(m => m.Id).Select(m => m.Id).FirstAsync(ct);
        // The first time is on record, and a second click changes nothing.
        var isFirst = await db.Database.ExecuteSqlAsync(
            $"""
            insert into certification.instruction_acknowledgement (instruction_id, member_id, acknowledged_at, acknowledged_by_name)
            values ({shown.Id}, {member}, {clock.GetUtcNow().UtcDateTime}, {caller.Value.Name}) on conflict do nothing
            """, ct) == 1;
        if (isFirst) change.Changed("acknowledged", null, caller.Value.Name);
        change.Summarise($"{shown.Title}, version {shown.Version}");
        return Done.Instance;
    }
}
