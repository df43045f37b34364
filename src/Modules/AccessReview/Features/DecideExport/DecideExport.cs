using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Exports;
using Post.AccessReview.Facts;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.DecideExport;

/// <summary>A second person approves a file of restricted data for some hours, for once, or refuses it; with words (8.07(5)(b)).</summary>
[Requires(AccessReviewPermissions.DecideExports)]
[Audited("export.decided", DataClass.None)]
internal sealed record DecideExportCommand(Guid Id, bool Approve, string Words) : ICommand<Done>;

internal sealed class DecideExportValidator : AbstractValidator<DecideExportCommand>
{
    public DecideExportValidator() => RuleFor(c => c.Words).NotEmpty().WithMessage("Say why you decide so.")
        .MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten it to {Matter.WordsMaxLength} characters.");
}

internal sealed class DecideExportHandler(
    AccessReviewDb db, ExportApprovals exports, AccessRuleBook rules, AccessMemory memory, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<DecideExportCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(DecideExportCommand command, CancellationToken ct)
    {
        if (await exports.LockAsync(command.Id, ct) is not { } asked || caller.Value.Id is not { } me) return new NotFound("This request");
        change.About(asked.SubjectIds);
        change.Summarise(asked.QuestionWords);
        if (asked.DecidedAt is not null) return new ExportDecided();
        if (await WhyNotAsync(asked, me, ct) is { } refusal) return refusal;
        var hours = await rules.ValueAsync(AccessRuleCodes.RestrictedExport, ct);
        asked.Decide(new ReviewerName(me, caller.Value.Name), command.Approve, command.Words.Trim(), clock.GetUtcNow(), TimeSpan.FromHours(hours));
        change.Changed($"export {asked.Id} of {asked.AccountName}", null, command.Approve ? "approved" : "refused");
        change.Because(asked.DecisionWords!);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    // One person behind two accounts, a relative, or somebody who answers to the asker, is no second person.
    private async Task<Refusal?> WhyNotAsync(RestrictedExport asked, Guid me, CancellationToken ct)
    {
        if (asked.AccountId == me) return new OwnExport();
        var (mine, theirs) = (await memory.OfAccountAsync(me, ct), await memory.OfAccountAsync(asked.AccountId, ct));
        var tied = mine.Self.Overlaps(theirs.Self) || mine.Family.Overlaps(theirs.Self) || theirs.Family.Overlaps(mine.Self);
        if (tied || mine.Self.Overlaps(asked.SubjectIds) || mine.Family.Overlaps(asked.SubjectIds)) return new DeciderIsTiedToExport();
        var answersToAsker = await db.Supervisions.AsNoTracking()
            .AnyAsync(s => s.AccountId == me && s.SupervisorId == asked.AccountId && s.EndedAt == null, ct);
        return answersToAsker ? new AskerIsSupervisor() : null;
    }
}
