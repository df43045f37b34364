using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Contracts;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.BreakGlass;

/// <summary>
/// Opens a look at one person who is no party of the matter, for minutes, in an emergency. It is told to those who review
/// access at once, and reviewed within days (8.07(5)).
/// </summary>
[Requires(AccessReviewPermissions.BreakGlass)]
[Audited("break-glass.used", DataClass.None)]
internal sealed record BreakGlassCommand(Guid SubjectId, string Reason) : ICommand<DateTimeOffset>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [SubjectId];
}

internal sealed class BreakGlassValidator : AbstractValidator<BreakGlassCommand>
{
    public BreakGlassValidator()
    {
        RuleFor(c => c.SubjectId).NotEmpty().WithMessage("Come here from the file that was refused: the glass is broken for one person.");
        RuleFor(c => c.Reason).MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten the reason to {Matter.WordsMaxLength} characters.");
    }
}

internal sealed class BreakGlassHandler(
    AccessReviewDb db, AccessRuleBook rules, GlassTerms terms, MatterRegister register, RunningDeadlines deadlines, AccessMemory memory,
    CurrentCaller caller, ChangeContext change, PassageUsed used, TimeProvider clock) : IRequestHandler<BreakGlassCommand, Result<DateTimeOffset>>
{
    /// <summary>The rule of its review, as <c>commission.deadline_rule</c> has it.</summary>
    private const string ReviewRule = "break-glass-review";

    private const string DeadlineKind = "BrokenGlass";

    public async Task<Result<DateTimeOffset>> Handle(BreakGlassCommand command, CancellationToken ct)
    {
        if (await terms.RefusalAsync(command, ct) is { } refusal) return refusal;
        var now = clock.GetUtcNow();
        var chosen = caller.Value.Purpose!;
        var id = Guid.CreateVersion7(now);
        var reference = $"{chosen.Matter ?? chosen.Code} {id.ToString("N")[^8..]}";
        var review = await deadlines.StartAsync(
            new DeadlineSubject(DeadlineKind, id, reference), ReviewRule, DeadlineTrigger.Instant("The glass was broken", now), "Started", ct);
        if (review.Refusal is { } uncounted) return uncounted;

        var glass = await GlassAsync(command, id, review.Value.ChainId, now, ct);
        db.BrokenGlasses.Add(glass);
        db.Publish(new BreakGlassUsed(
            id, glass.AccountId, glass.SubjectId, glass.Purpose, chosen.Matter, now, glass.EndsAt, glass.DeadlineId, review.Value.Due));
        change.Because(glass.Reason);
        used.Note(new Passage(PassageKind.BrokenGlass, new HashSet<Guid> { glass.SubjectId }, glass.EndsAt, glass.Reason));
        await db.SaveChangesAsync(ct);
        if (glass.MatterId is not null)
        {
            await register.NoteAsync(chosen.Matter!, $"{glass.AccountName} broke the glass for a person outside the matter: {glass.Reason}", ct);
        }

        memory.ForgetAccount(glass.AccountId);
        return glass.EndsAt;
    }

    private async Task<BrokenGlass> GlassAsync(BreakGlassCommand command, Guid id, Guid deadline, DateTimeOffset now, CancellationToken ct)
    {
        var who = caller.Value;
        return new BrokenGlass
        {
            Id = id,
            AccountId = who.Id!.Value,
            AccountName = who.Name,
            SubjectId = command.SubjectId,
            MatterId = await db.Matters.Where(m => m.Number == who.Purpose!.Matter).Select(m => (Guid?)m.Id).SingleOrDefaultAsync(ct),
            Purpose = who.Purpose!.Code,
            Reason = command.Reason.Trim(),
            BrokenAt = now,
            EndsAt = now + await rules.MinutesAsync(AccessRuleCodes.BreakGlass, ct),
            SteppedUpAt = who.SteppedUpAt!.Value,
            DeadlineId = deadline,
        };
    }
}
