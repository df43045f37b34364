using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.WithdrawSchoolEntry;

/// <summary>The head or a liaison takes back an entry that should never have been made; the entry stays readable with the reason.</summary>
[Requires(CertificationPermissions.KeepSchoolService)]
[Audited("own-agency.school-entry.withdrawn", DataClass.Personal, Fields = ["employment"])]
internal sealed record WithdrawSchoolEntryCommand(Guid SeriesId, string Reason) : ICommand<Done>;

internal sealed class WithdrawSchoolEntryValidator : AbstractValidator<WithdrawSchoolEntryCommand>
{
    public const int ReasonMaxLength = 500;

    public WithdrawSchoolEntryValidator()
    {
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why the entry is taken back.");
        RuleFor(c => c.Reason).MaximumLength(ReasonMaxLength).WithMessage($"Shorten the reason to {ReasonMaxLength} characters.");
    }
}

internal sealed class WithdrawSchoolEntryHandler(CertificationDb db, ActingMembers acting, ChangeContext change, TimeProvider clock)
    : IRequestHandler<WithdrawSchoolEntryCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawSchoolEntryCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, now, reason) = (acts.Value.AgencyId, clock.GetUtcNow(), command.Reason.Trim());
        var service = await db.SchoolServices.AsNoTracking()
            .SingleOrDefaultAsync(s => s.SeriesId == command.SeriesId && s.AgencyId == agency && s.SupersededAt == null, ct);
        if (service is not null)
        {
            change.About(service.PersonId);
            change.Changed("service at a school", $"{service.School}, {service.Place}, from {service.StartsOn:yyyy-MM-dd}", null);
            await db.SchoolServices.Where(s => s.Id == service.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.SupersededAt, now).SetProperty(x => x.WithdrawnBecause, reason), ct);
            return Done.Instance;
        }

        var paper = await db.SchoolPapers.AsNoTracking()
            .SingleOrDefaultAsync(p => p.SeriesId == command.SeriesId && p.AgencyId == agency && p.SupersededAt == null, ct);
        if (paper is null) return new NotFound("This entry");
        change.Changed("paper of service at schools", $"{paper.Title} ({paper.SchoolBody}), from {paper.StartsOn:yyyy-MM-dd}", null);
        await db.SchoolPapers.Where(p => p.Id == paper.Id)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.SupersededAt, now).SetProperty(x => x.WithdrawnBecause, reason), ct);
        return Done.Instance;
    }
}
