using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Kernel.Access;

namespace Post.AccessReview.Log;

/// <summary>What a reviewer typed and chose; what is left blank limits nothing, but the days.</summary>
public sealed record LogSearch
{
    public const int DaysAtMost = 366;

    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public Guid? Actor { get; init; }

    /// <summary>A name or an officer number as typed.</summary>
    public string? Officer { get; init; }
    public Guid? Person { get; init; }
    public string? Matter { get; init; }
    public string? Purpose { get; init; }
    public string? Action { get; init; }
    public DataClass? Class { get; init; }
    public AuditOutcome? Outcome { get; init; }
    public bool BreakGlass { get; init; }

    /// <summary>What came into the log from this instant on is left out; null: nothing is.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool NamesOfficer => Person is null && !string.IsNullOrWhiteSpace(Officer);

    /// <summary>The filters as the event of the search keeps them.</summary>
    internal string Words => string.Join(" · ", new[]
    {
        Officer, From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Actor?.ToString(), Person?.ToString(), Matter, Purpose, Action, Class?.ToString(), Outcome?.ToString(), BreakGlass ? "break-glass" : null,
    }.Where(w => !string.IsNullOrWhiteSpace(w)));

    internal LogFilter ToFilter(TimeProvider clock) => LogFilter.Over(From, To, clock) with
    {
        Actor = Actor,
        Matter = Blank(Matter),
        Purpose = Blank(Purpose),
        Action = Blank(Action),
        DataClass = Class,
        Outcome = Outcome,
        BreakGlass = BreakGlass,
        Until = Until,
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A value to filter by and its words.</summary>
public sealed record LogChoice(string Value, string Words);

/// <summary>What the filters of the log offer.</summary>
public sealed record LogChoices(IReadOnlyList<LogChoice> Staff, IReadOnlyList<LogChoice> Purposes, IReadOnlyList<LogChoice> Actions);

/// <summary>Reads what there is to choose from.</summary>
internal sealed class LogForms(AccessReviewDb db, IStaffDirectory staff, PurposeCatalogue purposes)
{
    public async Task<LogChoices> ReadAsync(CancellationToken ct)
    {
        var people = await staff.ListAsync(ct);
        var actions = await db.Actions.AsNoTracking().OrderBy(a => a.Words).Select(a => new LogChoice(a.Code, a.Words)).ToListAsync(ct);
        return new LogChoices(
            [.. people.Select(p => new LogChoice(p.AccountId.ToString(), p.Name))],
            [.. purposes.OpenTo(Roles.OfPeople).Select(p => new LogChoice(p.Code, p.Label))],
            actions);
    }
}
