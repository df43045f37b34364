using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.DecideApplication;

/// <summary>Decides: status and certificates of the officer follow from the day the decision takes effect.</summary>
[Requires(CertificationPermissions.Decide)]
[Audited("certification.decided", DataClass.Personal, Fields = ["application", "decision", "status", "certificates"])]
internal sealed record DecideApplicationCommand(Guid ApplicationId, string Decision, DateOnly EffectiveOn, string Reasons) : ICommand<Guid>
{
    /// <summary>The last day; counted by the rule where it is left out.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public IReadOnlyList<ConditionWish> Conditions { get; init; } = [];
}

internal sealed class DecideApplicationValidator : AbstractValidator<DecideApplicationCommand>
{
    private const int MostConditions = 20;

    public DecideApplicationValidator()
    {
        RuleFor(c => c.Decision).IsEnumName(typeof(DecisionKind)).WithMessage("Choose what is decided.");
        RuleFor(c => c.Reasons).NotEmpty().WithMessage("Give the reasons: the officer, the agency and a review read them.");
        RuleFor(c => c.Reasons).MaximumLength(CertificationDecision.ReasonsMaxLength)
            .WithMessage($"Shorten the reasons to {CertificationDecision.ReasonsMaxLength} characters.");
        RuleFor(c => c.Conditions).Must(c => c.Count <= MostConditions).WithMessage($"A decision has at most {MostConditions} conditions.");
        RuleForEach(c => c.Conditions).Must(c => !string.IsNullOrWhiteSpace(c.Words) && c.Words.Length <= CertificationCondition.WordsMaxLength)
            .WithMessage($"Say what each condition asks for, in at most {CertificationCondition.WordsMaxLength} characters.");
    }
}

internal sealed class DecideApplicationHandler(DecisionDesk desk, DecisionWriter writer, ChangeContext change)
    : IRequestHandler<DecideApplicationCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DecideApplicationCommand command, CancellationToken ct)
    {
        var asked = new DecisionAsked(Enum.Parse<DecisionKind>(command.Decision), command.EffectiveOn, command.Reasons)
        {
            ExpiresOn = command.ExpiresOn,
            Conditions = command.Conditions,
        };
        var ready = await desk.PrepareAsync(command.ApplicationId, asked, ct);
        if (ready.Refusal is { } refusal) return refusal;
        change.Because(command.Reasons.Trim());
        return await writer.WriteAsync(ready.Value, ct);
    }
}
