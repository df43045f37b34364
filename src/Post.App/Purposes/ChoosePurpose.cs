using FluentValidation;
using MediatR;
using Post.App.Access;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Purposes;

/// <summary>Says what one is working on: personal data is read for a stated purpose only (8.07(5)(a)).</summary>
[Requires(AccessPermissions.ChoosePurpose)]
[Audited("purpose.chosen", DataClass.None)]
internal sealed record ChoosePurposeCommand(string Code, string? Matter) : ICommand<ChosenPurpose>;

internal sealed class ChoosePurposeValidator : AbstractValidator<ChoosePurposeCommand>
{
    public const int MatterMaxLength = 80;

    public ChoosePurposeValidator()
    {
        RuleFor(c => c.Code).NotEmpty().WithMessage("Choose a purpose from the list.");
        RuleFor(c => c.Matter).MaximumLength(MatterMaxLength);
    }
}

/// <summary>The purpose does not exist today, or another role's work is meant by it.</summary>
internal sealed record PurposeNotOpen() : Refusal("That purpose is not open to your role. Choose one from the list.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class ChoosePurposeHandler(PurposeCatalogue purposes, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ChoosePurposeCommand, Result<ChosenPurpose>>
{
    public Task<Result<ChosenPurpose>> Handle(ChoosePurposeCommand command, CancellationToken ct) => Task.FromResult(Choose(command));

    private Result<ChosenPurpose> Choose(ChoosePurposeCommand command)
    {
        if (purposes.OpenTo(caller.Value.Roles).All(p => p.Code != command.Code)) return new PurposeNotOpen();
        var matter = string.IsNullOrWhiteSpace(command.Matter) ? null : command.Matter.Trim();
        change.Changed("purpose", caller.Value.Purpose?.Code, command.Code);
        if (matter is not null) change.Changed("matter", caller.Value.Purpose?.Matter, matter);
        return new ChosenPurpose(command.Code, matter, null, clock.GetUtcNow());
    }
}
