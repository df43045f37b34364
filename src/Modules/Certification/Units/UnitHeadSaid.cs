using FluentValidation;
using Post.Certification.Domain;

namespace Post.Certification.Units;

/// <summary>Who is said to head a unit from a day on, and reached where.</summary>
public sealed record UnitHeadSaid(string? Name, string? Email, DateOnly? From);

/// <summary>How much may be said of a head; what must be said is <see cref="UnitRows.WhyNot(UnitHeadSaid)"/>.</summary>
internal sealed class UnitHeadSaidValidator : AbstractValidator<UnitHeadSaid>
{
    public UnitHeadSaidValidator()
    {
        RuleFor(h => h.Name).MaximumLength(UnitHead.NameMaxLength).WithMessage($"Shorten the head's name to {UnitHead.NameMaxLength} characters.");
        RuleFor(h => h.Email).MaximumLength(UnitHead.EmailMaxLength).WithMessage($"Shorten the address to {UnitHead.EmailMaxLength} characters.");
    }
}
