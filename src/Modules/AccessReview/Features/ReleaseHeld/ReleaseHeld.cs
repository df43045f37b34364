using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ReleaseHeld;

/// <summary>Lets the persons of a matter see the looks that its confidentiality held back: when it is closed, or on other authority.</summary>
[Requires(AccessReviewPermissions.ReleaseHeld)]
[Audited("held-entries.released", DataClass.None)]
internal sealed record ReleaseHeldCommand(string Matter, string Authority) : ICommand<Done>;

internal sealed class ReleaseHeldValidator : AbstractValidator<ReleaseHeldCommand>
{
    public ReleaseHeldValidator()
    {
        RuleFor(c => c.Matter).NotEmpty().WithMessage("Give the matter, as it stands in the purpose bar.").MaximumLength(100);
        RuleFor(c => c.Authority).NotEmpty().WithMessage("Say on whose authority, and by what paper.").MaximumLength(500);
    }
}

internal sealed class ReleaseHeldHandler(AccessReviewDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ReleaseHeldCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReleaseHeldCommand command, CancellationToken ct)
    {
        var matter = command.Matter.Trim();
        if (await db.HeldReleases.AsNoTracking().AnyAsync(r => r.Matter == matter, ct)) return new AlreadyReleased(matter);
        db.HeldReleases.Add(new HeldRelease
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Matter = matter,
            Authority = command.Authority.Trim(),
            ReleasedBy = caller.Value.Id,
            ReleasedByName = caller.Value.Name,
            ReleasedAt = clock.GetUtcNow(),
        });
        change.Summarise(matter);
        change.Because(command.Authority);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
