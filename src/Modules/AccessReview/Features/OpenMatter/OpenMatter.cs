using FluentValidation;
using MediatR;
using Post.AccessReview.Contracts;
using Post.AccessReview.Domain;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.OpenMatter;

/// <summary>Opens a matter; whoever opens it works on it, if they say so.</summary>
[Requires(AccessReviewPermissions.KeepMatters)]
[Audited("matter.opened", DataClass.None)]
internal sealed record OpenMatterCommand(string Number, string Kind, string Title, bool WorkOnIt) : ICommand<Guid>;

internal sealed class OpenMatterValidator : AbstractValidator<OpenMatterCommand>
{
    public OpenMatterValidator()
    {
        RuleFor(c => c.Number).NotEmpty().WithMessage("Give the number of the matter, as on its file.")
            .MaximumLength(Matter.NumberMaxLength).WithMessage($"Shorten the number to {Matter.NumberMaxLength} characters.");
        RuleFor(c => c.Kind).NotEmpty().WithMessage("Choose the kind of the matter from the list.");
        RuleFor(c => c.Title).NotEmpty().WithMessage("Give a title that names no person.")
            .MaximumLength(Matter.TitleMaxLength).WithMessage($"Shorten the title to {Matter.TitleMaxLength} characters.");
    }
}

internal sealed class OpenMatterHandler(MatterRegister register, CurrentCaller caller) : IRequestHandler<OpenMatterCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(OpenMatterCommand command, CancellationToken ct)
    {
        var opened = await register.OpenAsync(new MatterToOpen(command.Number, command.Kind, command.Title), ct);
        if (opened.Refused || !command.WorkOnIt || caller.Value.Id is not { } account) return opened;
        var assigned = await register.AssignAsync(command.Number.Trim(), account, caller.Value.Name, supervises: false, ct);
        return assigned.Refusal is { } refusal ? refusal : opened;
    }
}
