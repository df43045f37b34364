using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.PlaceWatch;

/// <summary>Has every look at a record reviewed, because it is planted or because it is sensitive; or ends that.</summary>
[Requires(AccessReviewPermissions.PlaceWatches)]
[Audited("watched-person.placed", DataClass.Personal, Fields = ["identity"])]
internal sealed record PlaceWatchCommand(string OfficerNumber, WatchedKind Kind, string Reason, bool Ends) : ICommand<Done>;

internal sealed class PlaceWatchValidator : AbstractValidator<PlaceWatchCommand>
{
    public PlaceWatchValidator()
    {
        RuleFor(c => c.OfficerNumber).NotEmpty().WithMessage("Give the officer number.").MaximumLength(40);
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why.").MaximumLength(500).WithMessage("Shorten the reason to 500 characters.");
    }
}

internal sealed class PlaceWatchHandler(AccessReviewDb db, IOfficerDirectory officers, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<PlaceWatchCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(PlaceWatchCommand command, CancellationToken ct)
    {
        var number = command.OfficerNumber.Trim();
        if (!(await officers.FindAsync([number], ct)).TryGetValue(number, out var id)) return new NoSuchOfficer();
        var person = (await officers.MembersAsync([id], ct))[id].PersonId;
        var known = await db.WatchedPersons.SingleOrDefaultAsync(w => w.PersonId == person && w.Kind == command.Kind && w.EndedAt == null, ct);
        if (known is null && command.Ends) return new NotFound("A watch over this record");
        if (known is not null && !command.Ends) return new AlreadyWatched();
        if (known is not null) known.EndedAt = clock.GetUtcNow();
        else db.WatchedPersons.Add(Placed(person, command));
        change.About(person);
        change.Because(command.Reason);
        change.Changed("watch", known?.Kind.ToString(), command.Ends ? null : command.Kind.ToString());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private WatchedPerson Placed(Guid person, PlaceWatchCommand command) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        PersonId = person,
        Kind = command.Kind,
        Reason = command.Reason.Trim(),
        PlacedAt = clock.GetUtcNow(),
        PlacedByName = caller.Value.Name,
    };
}
