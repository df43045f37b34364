using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Certification.Persons;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.TakeInStatement;

/// <summary>Takes in what an officer told: an address or a name into the record, all else with words of what was done about it.</summary>
[Requires(CertificationPermissions.SettleReports)]
[Audited("officer-statement.taken-in", DataClass.Personal, Fields = ["report", "contact", "names"])]
internal sealed record TakeInStatementCommand(Guid StatementId, string? Remark) : ICommand<Done>;

internal sealed class TakeInStatementValidator : AbstractValidator<TakeInStatementCommand>
{
    public TakeInStatementValidator() => RuleFor(c => c.Remark).MaximumLength(OfficerStatement.ReasonMaxLength)
        .WithMessage($"Shorten the remark to {OfficerStatement.ReasonMaxLength} characters.");
}

internal sealed class TakeInStatementHandler(CertificationDb db, StatementDesk desk, StatementIntake intake, SettledStatementLetter letter, ChangeContext change)
    : IRequestHandler<TakeInStatementCommand, Result<Done>>
{
    private const string Written = "It is in the record now.";

    public async Task<Result<Done>> Handle(TakeInStatementCommand command, CancellationToken ct)
    {
        var found = await desk.WaitingAsync(command.StatementId, ct);
        if (found.Refusal is { } refusal) return refusal;
        var statement = found.Value;
        var remark = string.IsNullOrWhiteSpace(command.Remark) ? null : command.Remark.Trim();
        if (remark is null && !StatementKinds.Of(statement.Kind).Writes) return new AnswerNeeded();

        var person = (await db.MembersAsync([statement.PersonId], ct))[statement.PersonId].PersonId;
        await intake.WriteAsync(statement, person, ct);
        desk.Close(statement, StatementState.TakenIn, remark);
        change.About(person);
        change.Summarise($"{statement.Reference}: {StatementKinds.Of(statement.Kind).Title}");
        if (remark is not null) change.Because(remark);
        await db.SaveChangesAsync(ct);
        return await letter.IssueAsync(statement, remark ?? Written, ct) is { } unsent ? unsent : Done.Instance;
    }
}
