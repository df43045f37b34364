using FluentValidation;
using Post.Certification.Domain;

namespace Post.Certification.Instructions;

/// <summary>What liaisons are to do, as it was typed in; days are legal days, and the one by which it is to be read may be left out.</summary>
public sealed record InstructionSaid(string? Title, string? Body, DateOnly? InForceFrom, DateOnly? AcknowledgeBy);

internal sealed class InstructionSaidValidator : AbstractValidator<InstructionSaid>
{
    private const string TooLong = "Shorten it to {MaxLength} characters.";

    public InstructionSaidValidator()
    {
        RuleFor(s => s.Title).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Give it a title.").MaximumLength(LiaisonInstruction.TitleMaxLength).WithMessage(TooLong);
        RuleFor(s => s.Body).Must(b => !string.IsNullOrWhiteSpace(b)).WithMessage("Say what liaisons are to do.").MaximumLength(LiaisonInstruction.BodyMaxLength).WithMessage(TooLong);
        RuleFor(s => s.InForceFrom).NotNull().WithMessage("Give the day from which it holds.");
    }
}
