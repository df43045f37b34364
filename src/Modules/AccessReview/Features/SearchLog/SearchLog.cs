using FluentValidation;
using MediatR;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.SearchLog;

/// <summary>Finds acts by who, about whom, for what, when and how they ended; each look into the log stands in the log.</summary>
/// <param name="Asked">The filters as they were typed.</param>
/// <param name="After">Where the page before ended.</param>
[Requires(AccessReviewPermissions.ReadLog)]
[Audited("log.searched", DataClass.Restricted, Fields = ["access"])]
internal sealed record SearchLogQuery(LogSearch Asked, string? After) : IQuery<SearchLogResult>, IAsksFor
{
    public string? Query => Asked?.Words;
}

internal sealed class SearchLogValidator : AbstractValidator<SearchLogQuery>
{
    public SearchLogValidator()
    {
        RuleFor(q => q.Asked).Must(a => a.From is null || a.To is null || a.From <= a.To).WithMessage("The first day must not be after the last.");
        RuleFor(q => q.Asked).Must(a => a.From is null || a.To is null || a.To.Value.DayNumber - a.From.Value.DayNumber <= LogSearch.DaysAtMost)
            .WithMessage($"Ask for {LogSearch.DaysAtMost} days at most at a time.");
        RuleFor(q => q.Asked.Officer).MaximumLength(100).WithMessage("Shorten the name to 100 characters.");
        RuleFor(q => q.Asked.Matter).MaximumLength(100).WithMessage("Shorten the matter to 100 characters.");
    }
}

/// <param name="Rows">The newest first.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Filter">What was really asked, days and all.</param>
/// <param name="Subject">The one person the filter is about.</param>
/// <param name="Choices">Persons to choose from, where the name typed is that of several.</param>
/// <param name="Forms">What the filters offer.</param>
public sealed record SearchLogResult(
    IReadOnlyList<LogRow> Rows, string? Next, LogFilter Filter, NamedPerson? Subject, IReadOnlyList<NamedPerson> Choices, LogChoices Forms)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.SelectMany(r => r.Event.SubjectIds).Concat(Choices.Select(c => c.PersonId)).Distinct();
    public int RowCount => Rows.Count;
}

internal sealed class SearchLogHandler(AccessLog log, LogNames names, LogRows rows, LogForms forms, TimeProvider clock)
    : IRequestHandler<SearchLogQuery, Result<SearchLogResult>>
{
    private const int PageLength = 50;

    public async Task<Result<SearchLogResult>> Handle(SearchLogQuery query, CancellationToken ct)
    {
        var asked = query.Asked;
        var (subject, choices) = await SubjectAsync(asked, ct);
        var filter = asked.ToFilter(clock) with { Subject = subject is null ? [] : await names.MembersAsync(subject.PersonId, ct) };
        var choose = await forms.ReadAsync(ct);
        // A name that fits nobody, or several, is a question to the reviewer and not a search for everybody.
        if (subject is null && asked.NamesOfficer) return new SearchLogResult([], null, filter, null, choices, choose);
        var (page, next) = await log.PageAsync(filter, LogCursor.Parse(query.After), PageLength, ct);
        return new SearchLogResult(await rows.OfAsync(page, ct), next?.ToString(), filter, subject, [], choose);
    }

    private async Task<(NamedPerson? Subject, IReadOnlyList<NamedPerson> Choices)> SubjectAsync(LogSearch asked, CancellationToken ct)
    {
        if (asked.Person is { } person) return ((await names.PersonsAsync([person], ct))[person], []);
        if (string.IsNullOrWhiteSpace(asked.Officer)) return (null, []);
        var found = await names.FindAsync(asked.Officer, limit: 20, ct);
        return found.Count == 1 ? (found[0], []) : (null, found);
    }
}
