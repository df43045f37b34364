using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Documents.OpenDocument;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.DecideHeldDocument;

/// <summary>Lets a held document out for download, or says that it stays held; a named person answers for it with a reason.</summary>
[Requires(KernelPermissions.ReleaseDocuments)]
[Audited("document.hold.decided", DataClass.Restricted, Fields = ["document"])]
public sealed record DecideHeldDocumentCommand(Guid Id, HoldOutcome Outcome, string Reason) : ICommand<Done>;

internal sealed class DecideHeldDocumentValidator : AbstractValidator<DecideHeldDocumentCommand>
{
    public const int ReasonMinLength = 10;
    public const int ReasonMaxLength = 500;

    public DecideHeldDocumentValidator()
    {
        RuleFor(c => c.Reason).Must(r => r.Trim().Length is >= ReasonMinLength and <= ReasonMaxLength)
            .WithMessage($"Say why in {ReasonMinLength} to {ReasonMaxLength} characters.");
        RuleFor(c => c.Outcome).IsInEnum().WithMessage("Choose whether it is released or stays held.");
    }
}

internal sealed class DecideHeldDocumentHandler(
    DocumentAccess access, DocumentRows rows, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<DecideHeldDocumentCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(DecideHeldDocumentCommand command, CancellationToken ct)
    {
        var opened = await access.OpenAsync(command.Id, ct);
        if (opened.Refusal is { } refusal) return refusal;
        var document = opened.Value.Document;
        change.Artefact(Convert.FromHexString(document.Content.Sha256));
        if (!document.Content.IsHeldByItsForm) return NotForDecision.Of(document.Content);

        var reason = command.Reason.Trim();
        change.Because(reason);
        change.Changed("hold", document.Decision?.Outcome.ToString(), command.Outcome.ToString());
        var decision = new HoldDecision(command.Outcome, reason, caller.Value.Name, clock.GetUtcNow());
        await rows.AddDecisionAsync(command.Id, decision, caller.Value.Id!.Value, ct);
        return Done.Instance;
    }
}
