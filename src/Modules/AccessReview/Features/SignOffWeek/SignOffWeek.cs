using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Alerts;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.SignOffWeek;

/// <summary>Vouches for a week of review: its figures, and what was proved of the log at that moment, are written down for good.</summary>
[Requires(AccessReviewPermissions.SignOff)]
[Audited("week.signed-off", DataClass.None)]
internal sealed record SignOffWeekCommand(DateOnly Week, string Words) : ICommand<Done>;

internal sealed class SignOffWeekValidator : AbstractValidator<SignOffWeekCommand>
{
    public SignOffWeekValidator() => RuleFor(c => c.Words).NotEmpty().WithMessage("Say in a sentence what was reviewed and what stays open.")
        .MaximumLength(AlertStep.WordsMaxLength).WithMessage($"Shorten it to {AlertStep.WordsMaxLength} characters.");
}

internal sealed class SignOffWeekHandler(
    AccessReviewDb db, ReviewFigures figures, ReviewerCheck check, IEnumerable<ISealState> seals, ChangeContext change, TimeProvider clock)
    : IRequestHandler<SignOffWeekCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SignOffWeekCommand command, CancellationToken ct)
    {
        var week = await figures.OfWeekAsync(command.Week, ct);
        if (week.To > clock.Today()) return new WeekNotOver();
        if (await db.SignOffs.AsNoTracking().AnyAsync(s => s.WeekFrom == week.From, ct)) return new WeekIsSignedOff();
        var end = CivilClock.StartOf(week.To.AddDays(1));
        var unjudged = await db.Alerts.AsNoTracking().CountAsync(
            a => a.Source == AlertSource.BreakGlass && a.Substantiated == null && a.RaisedAt < end && a.DueOn < clock.Today(), ct);
        if (unjudged > 0) return new BreakGlassOpen(unjudged);
        var by = check.Caller;
        db.SignOffs.Add(new SignOff
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            WeekFrom = week.From,
            WeekTo = week.To,
            Looks = week.Looks,
            Actors = week.Actors,
            Raised = week.Raised,
            Closed = week.Closed,
            Open = week.Open,
            OldestOpenAt = week.OldestOpenAt,
            Substantiated = week.Substantiated,
            Hits = JsonSerializer.Serialize(week.Hits),
            Checkpoint = seals.FirstOrDefault() is { } seal ? await seal.LatestCheckpointAsync(ct) : null,
            Words = command.Words.Trim(),
            SignedBy = by.Account,
            SignedByName = by.Name,
            SignedAt = clock.GetUtcNow(),
        });
        change.Summarise($"{week.From:yyyy-MM-dd} to {week.To:yyyy-MM-dd}: {week.Looks} looks, {week.Raised} alerts, {week.Open} open");
        change.Because(command.Words);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
