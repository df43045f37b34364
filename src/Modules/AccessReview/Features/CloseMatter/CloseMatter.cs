using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Contracts;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.CloseMatter;

/// <summary>Ends the work on a matter; nobody looks at anybody under it from then on.</summary>
[Requires(AccessReviewPermissions.KeepMatters)]
[Audited("matter.closed", DataClass.None)]
internal sealed record CloseMatterCommand(Guid MatterId, string Because) : ICommand<Done>
{
    /// <summary>Whether looks held back from the persons of the matter stay so; null: closing releases them.</summary>
    public StayingHeld? Hold { get; init; }
}

internal sealed class CloseMatterValidator : AbstractValidator<CloseMatterCommand>
{
    public CloseMatterValidator()
    {
        RuleFor(c => c.Because).NotEmpty().WithMessage("Say how the matter ended, without naming a person.")
            .MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten it to {Matter.WordsMaxLength} characters.");
        RuleFor(c => c.Hold!.Reason).MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten why the looks stay held to {Matter.WordsMaxLength} characters.")
            .When(c => c.Hold is not null);
    }
}

internal sealed class CloseMatterHandler(AccessReviewDb db, MatterRegister register) : IRequestHandler<CloseMatterCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CloseMatterCommand command, CancellationToken ct)
    {
        var number = await db.Matters.Where(m => m.Id == command.MatterId).Select(m => m.Number).SingleOrDefaultAsync(ct);
        return number is null ? new NotFound("This matter") : await register.CloseAsync(number, new MatterClosing(command.Because) { Hold = command.Hold }, ct);
    }
}
