using FluentValidation;
using MediatR;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.ShowTimeline;

/// <summary>What a timeline follows.</summary>
public enum TimelineOf
{
    Actor,
    Subject,
    Matter,
}

/// <summary>The acts of one account, on one person or in one matter, day by day and sitting by sitting.</summary>
[Requires(AccessReviewPermissions.ReadLog)]
[Audited("log.timeline.shown", DataClass.Restricted, Fields = ["access"])]
internal sealed record ShowTimelineQuery(TimelineOf Of, string Key, DateOnly? From, DateOnly? To, string? After) : IQuery<ShowTimelineResult>, IAsksFor
{
    public string? Query => $"{Of} {Key}";
}

internal sealed class ShowTimelineValidator : AbstractValidator<ShowTimelineQuery>
{
    public ShowTimelineValidator()
    {
        RuleFor(q => q.Key).NotEmpty().MaximumLength(100);
        RuleFor(q => q.Key).Must(k => Guid.TryParse(k, out _)).When(q => q.Of is not TimelineOf.Matter).WithMessage("The address names nobody.");
        RuleFor(q => q).Must(q => q.From is null || q.To is null || (q.From <= q.To && q.To.Value.DayNumber - q.From.Value.DayNumber <= LogSearch.DaysAtMost))
            .WithMessage($"Choose a first and a last day, {LogSearch.DaysAtMost} days apart at most.");
    }
}

/// <param name="Title">Who or what is followed.</param>
/// <param name="Filter">What was really asked.</param>
/// <param name="Days">Every legal day with an act, the oldest first.</param>
/// <param name="Sittings">The page's acts, those of one session on one day together.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ShowTimelineResult(
    string Title, LogFilter Filter, IReadOnlyList<LogDay> Days, IReadOnlyList<Sitting> Sittings, string? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Sittings.SelectMany(s => s.Rows).SelectMany(r => r.Event.SubjectIds).Distinct();
    public int RowCount => Sittings.Sum(s => s.Rows.Count);
}

/// <summary>What one account did in one session on one day.</summary>
public sealed record Sitting(DateOnly Day, string Actor, IReadOnlyList<LogRow> Rows)
{
    public int Persons => Rows.SelectMany(r => r.Event.SubjectIds).Distinct().Count();
}

internal sealed class ShowTimelineHandler(AccessLog log, LogNames names, LogRows rows, TimeProvider clock)
    : IRequestHandler<ShowTimelineQuery, Result<ShowTimelineResult>>
{
    private const int PageLength = 100;

    public async Task<Result<ShowTimelineResult>> Handle(ShowTimelineQuery query, CancellationToken ct)
    {
        var filter = LogFilter.Over(query.From, query.To, clock);
        filter = query.Of switch
        {
            TimelineOf.Actor => filter with { Actor = Guid.Parse(query.Key) },
            TimelineOf.Subject => filter with { Subject = await names.MembersAsync(Guid.Parse(query.Key), ct) },
            _ => filter with { Matter = query.Key },
        };
        var (page, next) = await log.PageAsync(filter, LogCursor.Parse(query.After), PageLength, ct);
        var told = await rows.OfAsync(page, ct);
        var sittings = told.GroupBy(r => (CivilClock.LegalDate(r.Event.LoggedAt), r.Event.ActorId, r.Event.SessionId))
            .Select(g => new Sitting(g.Key.Item1, g.First().Actor, [.. g]));
        return new ShowTimelineResult(await TitleAsync(query, told, ct), filter, await log.DaysAsync(filter, ct), [.. sittings], next?.ToString());
    }

    private async Task<string> TitleAsync(ShowTimelineQuery query, List<LogRow> told, CancellationToken ct)
    {
        if (query.Of is TimelineOf.Matter) return $"Matter {query.Key}";
        if (query.Of is TimelineOf.Actor) return told.Count > 0 ? told[0].Actor : "This account";
        var person = (await names.PersonsAsync([Guid.Parse(query.Key)], ct))[Guid.Parse(query.Key)];
        return $"{person.Name} {person.OfficerNumber}".Trim();
    }
}
