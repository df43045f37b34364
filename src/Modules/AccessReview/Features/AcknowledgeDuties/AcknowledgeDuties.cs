using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AcknowledgeDuties;

/// <summary>Says that one has read one's duties (8.07(5)(a)-(b)) and keeps them, and declares to whom one is tied.</summary>
/// <param name="TextVersion">The text that was read.</param>
/// <param name="OwnNumber">One's own officer number, now or earlier.</param>
/// <param name="FamilyNumbers">Officer numbers of family and household.</param>
/// <param name="Agencies">Agencies for which one works or worked, by name.</param>
/// <param name="Complete">That nothing is left out, or nothing is to be declared.</param>
[Requires(AccessReviewPermissions.Acknowledge)]
[Audited("duties.acknowledged", DataClass.None)]
internal sealed record AcknowledgeDutiesCommand(
    int TextVersion, string? OwnNumber, IReadOnlyList<string> FamilyNumbers, IReadOnlyList<string> Agencies, bool Complete) : ICommand<Done>;

internal sealed class AcknowledgeDutiesValidator : AbstractValidator<AcknowledgeDutiesCommand>
{
    private const int LinesAtMost = 30;

    public AcknowledgeDutiesValidator()
    {
        RuleFor(c => c.Complete).Equal(true).WithMessage("Tick that your declaration is complete, also when there is nothing to declare.");
        RuleFor(c => c.FamilyNumbers).Must(n => n.Count <= LinesAtMost).WithMessage($"Declare at most {LinesAtMost} persons.");
        RuleFor(c => c.Agencies).Must(n => n.Count <= LinesAtMost).WithMessage($"Declare at most {LinesAtMost} agencies.");
    }
}

/// <summary>The text has changed since the page was opened.</summary>
internal sealed record DutiesChanged() : Refusal("The text has changed. Read it again and acknowledge the one that is in force.");

internal sealed class AcknowledgeDutiesHandler(
    AccessReviewDb db, AccessRuleBook rules, TieDeclaration declaration, AccessMemory memory, CurrentCaller caller, ChangeContext change,
    TimeProvider clock) : IRequestHandler<AcknowledgeDutiesCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AcknowledgeDutiesCommand command, CancellationToken ct)
    {
        if (caller.Value.Id is not { } me) return new NotFound("Your account");
        if (command.TextVersion != (await rules.DutiesAsync(ct)).Version) return new DutiesChanged();
        var declared = await declaration.ReadAsync(command.OwnNumber, command.FamilyNumbers, command.Agencies, ct);
        if (declared.Refusal is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        db.Acknowledgments.Add(new Acknowledgment
        {
            Id = Guid.CreateVersion7(now),
            AccountId = me,
            AccountName = caller.Value.Name,
            ActorKind = caller.Value.Kind,
            TextVersion = command.TextVersion,
            AcknowledgedAt = now,
        });
        change.Changed("duties", null, $"version {command.TextVersion}");
        await ReplaceTiesAsync(me, declared.Value, now, ct);
        await db.SaveChangesAsync(ct);
        memory.ForgetAccount(me);
        return Done.Instance;
    }

    // A declaration is whole: what it leaves out has ended.
    private async Task ReplaceTiesAsync(Guid me, IReadOnlyList<DeclaredTie> declared, DateTimeOffset now, CancellationToken ct)
    {
        var present = await db.Ties.Where(t => t.AccountId == me && t.EndedAt == null).ToListAsync(ct);
        foreach (var gone in present.Where(t => !declared.Contains(new DeclaredTie(t.Kind, t.PersonId, t.AgencyId))))
        {
            gone.EndedAt = now;
            change.Changed($"tie {gone.Kind}", (gone.PersonId ?? gone.AgencyId)?.ToString(), null);
        }

        var known = present.Select(t => new DeclaredTie(t.Kind, t.PersonId, t.AgencyId)).ToHashSet();
        foreach (var tie in declared.Where(t => !known.Contains(t)))
        {
            db.Ties.Add(new Tie
            {
                Id = Guid.CreateVersion7(now),
                AccountId = me,
                Kind = tie.Kind,
                PersonId = tie.PersonId,
                AgencyId = tie.AgencyId,
                DeclaredAt = now,
            });
            change.Changed($"tie {tie.Kind}", null, (tie.PersonId ?? tie.AgencyId)?.ToString());
        }
    }
}
