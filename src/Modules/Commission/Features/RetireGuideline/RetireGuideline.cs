using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.RetireGuideline;

/// <summary>Ends a version from a day on, by the authority that adopted it; what counted before counts again.</summary>
[Requires(CommissionPermissions.AdoptGuidelines)]
[Audited("guideline.retired", DataClass.None)]
internal sealed record RetireGuidelineCommand(Guid VersionId, DateOnly From, string Reason) : ICommand<Done>
{
    /// <summary>What a vote that retires the version must name.</summary>
    public static string SubjectOf(Guid versionId) => $"guideline-version:{versionId:N}";
}

internal sealed class RetireGuidelineValidator : AbstractValidator<RetireGuidelineCommand>
{
    public RetireGuidelineValidator() => RuleFor(c => c.Reason).NotEmpty()
        .WithMessage("Say why it is retired.").MaximumLength(RegisterRow.ReasonMaxLength);
}

internal sealed class RetireGuidelineHandler(
    CommissionDb db, GuidelineBook book, GuidelineAuthorities authorities, Registrar registrar, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RetireGuidelineCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RetireGuidelineCommand command, CancellationToken ct)
    {
        var version = await db.GuidelineVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == command.VersionId, ct);
        if (version is null) return new NotFound("This version");
        var pages = await book.OpenAsync(ct);
        if (pages.RetiredFrom(version.Id) is not null) return new AlreadyRetired();
        if (command.From < clock.Today()) return new EffectiveInThePast(command.From, clock.Today());
        if (pages.InForce(version.GuidelineCode, command.From, without: version.Id) is null) return new NothingWouldRemain(version.GuidelineCode);
        var subject = RetireGuidelineCommand.SubjectOf(version.Id);
        var backing = await authorities.ForAsync(
            version.Authority, new VoteNeeded(VoteKinds.GuidelineRetirement, subject, command.From), ct);
        if (backing.Refusal is { } without) return without;

        registrar.Enter(new GuidelineRetirement
        {
            VersionId = version.Id,
            RetiredFrom = command.From,
            VoteId = backing.Value.VoteId,
            DesignationId = backing.Value.DesignationId,
        }, command.Reason);
        change.Changed($"{version.GuidelineCode}, version {version.Version}", "in force", $"retired from {command.From:yyyy-MM-dd}");
        change.Because(command.Reason.Trim());
        db.Publish(new GuidelinesChanged([version.GuidelineCode], command.From));
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
