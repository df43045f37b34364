using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Intake;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.WithdrawAgencySuccession;

/// <summary>Takes back that an agency ended; what was recorded stays as what was known, and the questions that rest on it fall.</summary>
[Requires(CertificationPermissions.KeepAgencies)]
[Audited("agency-succession.withdrawn", DataClass.None, Fields = ["succession", "review"])]
internal sealed record WithdrawAgencySuccessionCommand(Guid SuccessionId, string Reason) : ICommand<Done>;

internal sealed class WithdrawAgencySuccessionValidator : AbstractValidator<WithdrawAgencySuccessionCommand>
{
    public WithdrawAgencySuccessionValidator()
    {
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why: the reason is kept with the record.");
        RuleFor(c => c.Reason).MaximumLength(AgencySuccession.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {AgencySuccession.ReasonMaxLength} characters.");
    }
}

internal sealed class WithdrawAgencySuccessionHandler(
    CertificationDb db, DbSession session, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<WithdrawAgencySuccessionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawAgencySuccessionCommand command, CancellationToken ct)
    {
        var succession = await db.Successions.Include(s => s.Successors).SingleOrDefaultAsync(s => s.Id == command.SuccessionId, ct);
        if (succession is null) return new NotFound("This record of an agency's end");
        if (succession.SupersededAt is not null) return new WithdrawnAlready();

        var (reason, now) = (command.Reason.Trim(), clock.GetUtcNow());
        succession.Supersede(reason, caller.Value.Name, now);
        await db.SaveChangesAsync(ct);
        change.About(await EndedAgencies.CloseAsync(
            session, succession.Id, "The end of the agency was withdrawn.", caller.Value.Name, now, ct));
        change.Because(reason);
        change.Changed($"end of the agency {succession.AgencyId}", $"{succession.Nature} on {succession.EndedOn:O}", null);
        db.Publish(new AgencySuccessionChanged(succession.AgencyId, [.. succession.Successors.Select(s => s.AgencyId)]));
        return Done.Instance;
    }
}

internal sealed record WithdrawnAlready()
    : Refusal("This record of an agency's end was corrected or withdrawn meanwhile. Nothing was changed.");
