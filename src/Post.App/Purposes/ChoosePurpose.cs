using FluentValidation;
using MediatR;
using Post.App.Access;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Purposes;

/// <summary>Says what one is working on: personal data is read for a stated purpose only (8.07(5)(a)).</summary>
/// <param name="Code">The purpose.</param>
/// <param name="Matter">The number of a matter one works on, where the purpose is worked on in one.</param>
/// <param name="Words">Why, in one's own words; asked for by some purposes, and across some ties.</param>
[Requires(AccessPermissions.ChoosePurpose)]
[Audited("purpose.chosen", DataClass.None)]
internal sealed record ChoosePurposeCommand(string Code, string? Matter, string? Words = null) : ICommand<ChosenPurpose>;

internal sealed class ChoosePurposeValidator : AbstractValidator<ChoosePurposeCommand>
{
    public const int MatterMaxLength = 40;
    public const int WordsMaxLength = 500;

    public ChoosePurposeValidator()
    {
        RuleFor(c => c.Code).NotEmpty().WithMessage("Choose a purpose from the list.");
        RuleFor(c => c.Matter).MaximumLength(MatterMaxLength).WithMessage("Choose the matter from the list.");
        RuleFor(c => c.Words).MaximumLength(WordsMaxLength).WithMessage($"Shorten your words to {WordsMaxLength} characters.");
    }
}

/// <summary>The purpose does not exist today, or another role's work is meant by it.</summary>
internal sealed record PurposeNotOpen() : Refusal("That purpose is not open to your role. Choose one from the list.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class ChoosePurposeHandler(
    PurposeCatalogue purposes, IAccessFacts facts, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ChoosePurposeCommand, Result<ChosenPurpose>>
{
    public async Task<Result<ChosenPurpose>> Handle(ChoosePurposeCommand command, CancellationToken ct)
    {
        var open = purposes.OpenTo(caller.Value.Roles).FirstOrDefault(p => p.Code == command.Code);
        if (open is null || caller.Value.Id is not { } account) return new PurposeNotOpen();
        var chosen = new ChosenPurpose(command.Code, Said(command.Matter), Said(command.Words), clock.GetUtcNow());
        var matter = chosen.Matter is { } number ? await facts.OfMatterAsync(number, ct) : null;
        if (AccessPolicy.Chosen(account, open, chosen, matter) is { } refusal) return refusal;
        // Also where none is needed: a matter named on every event that follows is one's own open one, or none.
        if (chosen.Matter is { } named && !(matter is { Open: true } && matter.Assigned.ContainsKey(account))) return new MatterNotOpen(named);
        change.Changed("purpose", caller.Value.Purpose?.Code, chosen.Code);
        if (chosen.Matter is not null) change.Changed("matter", caller.Value.Purpose?.Matter, chosen.Matter);
        if (chosen.Reason is not null) change.Because(chosen.Reason);
        return chosen;
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
