using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.OwnRecord;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.FileConcern;

/// <summary>Asks for a review of looks at one's own record: in which time, and what worries one (as 803 CMR 7.13 has it).</summary>
[Requires(AccessReviewPermissions.SeeOwnRecord)]
[Audited("own-record.concern.filed", DataClass.Personal, Fields = ["access"], OfOneself = true)]
internal sealed record FileConcernCommand(DateOnly? From, DateOnly? To, string Words) : ICommand<Done>;

internal sealed class FileConcernValidator : AbstractValidator<FileConcernCommand>
{
    public FileConcernValidator(TimeProvider clock)
    {
        RuleFor(c => c.From).NotNull().WithMessage("Give the first day that worries you.");
        RuleFor(c => c.To).NotNull().WithMessage("Give the last day that worries you.")
            .Must(to => to is null || to <= clock.Today()).WithMessage("The last day cannot lie ahead.");
        RuleFor(c => c).Must(c => c.From is null || c.To is null || c.From <= c.To).WithMessage("The first day must not be after the last.")
            .Must(c => c.From is null || c.To is null || c.To.Value.DayNumber - c.From.Value.DayNumber <= DaysAtMost)
            .WithMessage("Ask about a year at most at a time.");
        RuleFor(c => c.Words).NotEmpty().WithMessage("Say what worries you.")
            .MaximumLength(AlertStep.WordsMaxLength).WithMessage($"Shorten it to {AlertStep.WordsMaxLength} characters.");
    }

    private const int DaysAtMost = 366;
}

internal sealed class FileConcernHandler(AccessReviewDb db, OwnRecordLog log, ChangeContext change, TimeProvider clock)
    : IRequestHandler<FileConcernCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(FileConcernCommand command, CancellationToken ct)
    {
        if (await log.OwnAsync(ct) is not { Count: > 0 } own) return new NoOwnRecord();
        change.About(own);
        var (from, to) = (command.From!.Value, command.To!.Value);
        // Sent twice on a day, by a second press of the button, it is one concern.
        var key = $"concern|{own[0]}|{from:yyyy-MM-dd}|{to:yyyy-MM-dd}|{clock.Today():yyyy-MM-dd}";
        if (await db.Alerts.AsNoTracking().AnyAsync(a => a.Key == key, ct)) return Done.Instance;
        db.Alerts.Add(new Alert
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Source = AlertSource.Concern,
            Key = key,
            Desk = ReviewDesk.Compliance,
            ActorName = "Nobody in particular",
            ActorRoles = [],
            SubjectIds = [own[0]],
            EventIds = [],
            EventsFrom = CivilClock.StartOf(from),
            EventsTo = CivilClock.EndOf(to),
            Facts = command.Words.Trim(),
            HappenedAt = clock.GetUtcNow(),
            RaisedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
