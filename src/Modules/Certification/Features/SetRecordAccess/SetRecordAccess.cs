using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Records;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.SetRecordAccess;

/// <summary>The head says which restricted records a liaison of the own agency may read; from the next look on (12.04(1)(b)1-2).</summary>
[Requires(CertificationPermissions.KeepOwnMembers)]
[Audited("own-agency.record-access.set", DataClass.None)]
internal sealed record SetRecordAccessCommand(Guid MemberId, IReadOnlyList<RecordClass> Classes) : ICommand<Done>;

internal sealed class SetRecordAccessValidator : AbstractValidator<SetRecordAccessCommand>
{
    public SetRecordAccessValidator() => RuleForEach(c => c.Classes).IsInEnum().WithMessage("Choose among the classes of records.");
}

internal sealed class SetRecordAccessHandler(CertificationDb db, ActingMembers acting, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<SetRecordAccessCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SetRecordAccessCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Head, ct);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, today, now) = (acts.Value.AgencyId, clock.Today(), clock.GetUtcNow());
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(
            m => m.Id == command.MemberId && m.AgencyId == agency && db.Appointments.Any(a => a.MemberId == m.Id && a.Capacity == MemberCapacity.Liaison
                && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)), ct);
        if (member is null) return new NotFound("This liaison");
        var known = await db.RecordAccess.AsNoTracking().SingleOrDefaultAsync(a => a.MemberId == member.Id && a.SupersededAt == null, ct);
        string[] classes = [.. command.Classes.Distinct().Order().Select(c => c.ToString())];
        if ((known?.Classes ?? []).SequenceEqual(classes)) return new AccessUnchanged();

        await db.RecordAccess.Where(a => a.MemberId == member.Id && a.SupersededAt == null).ExecuteUpdateAsync(a => a.SetProperty(x => x.SupersededAt, now), ct);
        db.RecordAccess.Add(new RecordAccess
        {
            Id = Guid.CreateVersion7(now),
            MemberId = member.Id,
            Classes = classes,
            RecordedAt = now,
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        });
        change.Summarise(member.Name);
        change.Changed("may read", Words(known?.Classes ?? []), Words(classes));
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private static string Words(string[] classes) => classes.Length == 0 ? "none" : string.Join(", ", classes);
}
