using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ReturnStatement;

/// <summary>Sends a statement back to the officer with reasons; the officer answers with a correction, and this one stays (12.07(1)(d)).</summary>
[Requires(CertificationPermissions.SettleReports)]
[Audited("officer-statement.returned", DataClass.Personal, Fields = ["report"])]
internal sealed record ReturnStatementCommand(Guid StatementId, string Reasons) : ICommand<Done>;

internal sealed class ReturnStatementValidator : AbstractValidator<ReturnStatementCommand>
{
    public ReturnStatementValidator()
    {
        RuleFor(c => c.Reasons).NotEmpty().WithMessage("Say what is wrong and what the officer is to do: the officer reads these words.");
        RuleFor(c => c.Reasons).MaximumLength(OfficerStatement.ReasonMaxLength)
            .WithMessage($"Shorten the reasons to {OfficerStatement.ReasonMaxLength} characters.");
    }
}

internal sealed class ReturnStatementHandler(CertificationDb db, StatementDesk desk, SettledStatementLetter letter, ChangeContext change)
    : IRequestHandler<ReturnStatementCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReturnStatementCommand command, CancellationToken ct)
    {
        var found = await desk.WaitingAsync(command.StatementId, ct);
        if (found.Refusal is { } refusal) return refusal;
        var (statement, reasons) = (found.Value, command.Reasons.Trim());
        desk.Close(statement, StatementState.Returned, reasons);
        change.About(statement.PersonId);
        change.Summarise($"{statement.Reference}: {StatementKinds.Of(statement.Kind).Title}");
        change.Because(reasons);
        await db.SaveChangesAsync(ct);
        return await letter.IssueAsync(statement, reasons, ct) is { } unsent ? unsent : Done.Instance;
    }
}
