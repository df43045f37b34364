using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ResolveReviewItem;

/// <summary>
/// Says what an item proved to be. A new name of the same person is entered from the day of the file; the file, brought in
/// again, then finds the name and its rows are taken.
/// </summary>
[Requires(CertificationPermissions.Review)]
[Audited("review-item.resolved", DataClass.Personal, Fields = ["review", "names"])]
internal sealed record ResolveReviewItemCommand(Guid ItemId, string Outcome, string Reason) : ICommand<Done>;

internal sealed class ResolveReviewItemValidator : AbstractValidator<ResolveReviewItemCommand>
{
    private static readonly string[] s_outcomes =
        [nameof(ReviewOutcome.SamePerson), nameof(ReviewOutcome.NotThisPerson), nameof(ReviewOutcome.LookedAt)];

    public ResolveReviewItemValidator()
    {
        RuleFor(c => c.Outcome).Must(s_outcomes.Contains).WithMessage("Choose what the item proved to be.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say how you know: the reason is kept with the decision.");
        RuleFor(c => c.Reason).MaximumLength(ReviewItem.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {ReviewItem.ReasonMaxLength} characters.");
    }
}

internal sealed class ResolveReviewItemHandler(
    CertificationDb db, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ResolveReviewItemCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ResolveReviewItemCommand command, CancellationToken ct)
    {
        var item = await db.ReviewItems.SingleOrDefaultAsync(i => i.Id == command.ItemId, ct);
        if (item is null) return new NotFound("This item");
        if (item.ResolvedAt is not null) return new ReviewItemDecided();

        var outcome = Enum.Parse<ReviewOutcome>(command.Outcome);
        if (outcome is ReviewOutcome.SamePerson && item is not { Kind: ReviewKind.OtherName, PersonId: not null })
        {
            return new NotAboutAName();
        }

        if (item.PersonId is { } person) change.About(person);
        if (outcome is ReviewOutcome.SamePerson) await RenameAsync(item, ct);
        item.Resolve(outcome, command.Reason.Trim(), caller.Value.Id, caller.Value.Name, clock.GetUtcNow());
        change.Because(command.Reason.Trim());
        change.Changed($"review of {item.Kind}", null, outcome.ToString());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task RenameAsync(ReviewItem item, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var present = await db.Names.Present().AsNoTracking().SingleAsync(n => n.PersonId == item.PersonId, ct);
        await db.Names.Where(n => n.Id == present.Id).ExecuteUpdateAsync(n => n.SetProperty(x => x.SupersededAt, now), ct);
        if (present.ValidFrom < item.AsOf) db.Names.Add(Name(present, present.ValidFrom, item.AsOf));
        db.Names.Add(new PersonName
        {
            Id = Guid.CreateVersion7(now),
            PersonId = item.PersonId!.Value,
            FirstName = item.FirstName ?? "",
            Surname = item.Surname ?? "",
            Suffix = item.Suffix,
            SortKey = PersonName.SortKeyOf(item.FirstName ?? "", item.Surname ?? ""),
            ValidFrom = item.AsOf,
            RecordedAt = now,
            SourceId = item.SourceId,
        });
        change.Changed("name", $"{present.Surname}, {present.FirstName}", $"{item.Surname}, {item.FirstName}");
        db.Publish(new OfficersChanged([item.PersonId.Value]));
    }

    private PersonName Name(PersonName name, DateOnly from, DateOnly to) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        PersonId = name.PersonId,
        FirstName = name.FirstName,
        Surname = name.Surname,
        Suffix = name.Suffix,
        SortKey = name.SortKey,
        ValidFrom = from,
        ValidTo = to,
        RecordedAt = clock.GetUtcNow(),
        SourceId = name.SourceId,
    };
}

internal sealed record ReviewItemDecided()
    : Refusal("Somebody has decided this item already. Nothing was changed; the decision stands under Decided.");

internal sealed record NotAboutAName()
    : Refusal("This item is not about a name, so there is no new name to enter. Say that it was looked at.");
