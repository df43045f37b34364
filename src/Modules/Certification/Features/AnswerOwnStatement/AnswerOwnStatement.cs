using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Certification.Persons;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.AnswerOwnStatement;

/// <summary>
/// The head or a liaison takes in what an officer told the agency, or returns it with reasons (12.07(1)(b)). An address goes into the
/// record by it; what the agency itself must report, it reports.
/// </summary>
[Requires(CertificationPermissions.AnswerStatements)]
[Audited("own-agency.statement.answered", DataClass.Personal, Fields = ["report", "contact"])]
internal sealed record AnswerOwnStatementCommand(Guid StatementId, bool TakesIn, string? Words) : ICommand<Done>;

internal sealed class AnswerOwnStatementValidator : AbstractValidator<AnswerOwnStatementCommand>
{
    public AnswerOwnStatementValidator()
    {
        RuleFor(c => c.Words).NotEmpty().When(c => !c.TakesIn).WithMessage("Say what is wrong and what the officer is to do: the officer reads these words.");
        RuleFor(c => c.Words).MaximumLength(OfficerStatement.ReasonMaxLength)
            .WithMessage($"Shorten what you answer to {OfficerStatement.ReasonMaxLength} characters.");
    }
}

internal sealed class AnswerOwnStatementHandler(
    CertificationDb db, ActingMembers acting, StatementDesk desk, StatementAnswer answer, StatementIntake intake, ChangeContext change)
    : IRequestHandler<AnswerOwnStatementCommand, Result<Done>>
{
    private const string Written = "It is in the record now.";

    public async Task<Result<Done>> Handle(AnswerOwnStatementCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, lowest: MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        var found = await desk.WaitingAtAsync(acts.Value.AgencyId, command.StatementId, ct);
        if (found.Refusal is { } no) return no;
        var (statement, place) = found.Value;
        var writes = command.TakesIn && StatementReports.Writes(statement.Kind);
        var words = string.IsNullOrWhiteSpace(command.Words) ? null : command.Words.Trim();
        if (words is null && !writes) return new AnswerNeeded();

        var person = (await db.MembersAsync([statement.PersonId], ct))[statement.PersonId].PersonId;
        // With two employers, the first to take it in writes it.
        if (writes && statement.State is StatementState.Submitted && !await answer.TakenInElsewhereAsync(statement.Id, ct)) await intake.WriteAsync(statement, person, ct);
        change.About(person);
        if (words is not null) change.Because(words);
        var state = command.TakesIn ? StatementState.TakenIn : StatementState.Returned;
        return await answer.GiveAsync(statement, place, acts.Value.Agency, state, words ?? Written, ct) is { } unsent ? unsent : Done.Instance;
    }
}
