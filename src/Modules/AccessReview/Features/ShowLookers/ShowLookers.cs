using MediatR;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.AccessReview.OwnRecord;
using Post.Audit;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ShowLookers;

/// <summary>Shows a person who looked at their own record, when, why, and whether anything left the Commission.</summary>
[Requires(AccessReviewPermissions.SeeOwnRecord)]
[Audited("own-record.lookers.shown", DataClass.Personal, Fields = ["access"], OfOneself = true)]
internal sealed record ShowLookersQuery(string? After) : IQuery<ShowLookersResult>;

/// <param name="Rows">The newest first.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Own">All ids of the person.</param>
public sealed record ShowLookersResult(IReadOnlyList<LookerRow> Rows, string? Next, IReadOnlyList<Guid> Own) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Own;
    public int RowCount => Rows.Count;
}

/// <summary>One look, without the name of whoever looked: the unit answers for its people.</summary>
public sealed record LookerRow(DateTimeOffset At, string Act, string? Purpose, string Unit, IReadOnlyList<string> Shown, string Left);

internal sealed class ShowLookersHandler(OwnRecordLog log, LogNames names) : IRequestHandler<ShowLookersQuery, Result<ShowLookersResult>>
{
    private const int PageLength = 25;

    public async Task<Result<ShowLookersResult>> Handle(ShowLookersQuery query, CancellationToken ct)
    {
        if (await log.OwnAsync(ct) is not { Count: > 0 } own) return new NoOwnRecord();
        var actions = await names.ActionsAsync(ct);
        var units = await names.UnitsAsync(ct);
        var (page, next) = await log.PageAsync(own, actions, LogCursor.Parse(query.After), PageLength, ct);
        return new ShowLookersResult([.. page.Select(e => Row(e, actions, units))], next?.ToString(), own);
    }

    private LookerRow Row(LogEvent e, Dictionary<string, ActionWord> actions, Dictionary<string, string> units) => new(
        e.At, LogNames.Act(actions, e.Action), names.Purpose(e.Purpose), UnitOf(e, units), e.FieldGroups,
        actions.GetValueOrDefault(e.Action)?.Reach switch
        {
            ActionReach.Outside => "Yes: somebody outside was told",
            ActionReach.File => "A copy could be saved",
            _ => "No",
        });

    private static string UnitOf(LogEvent e, Dictionary<string, string> units) =>
        e.Organisation ?? e.Roles.Select(units.GetValueOrDefault).FirstOrDefault(u => u is not null)
        ?? (e.IsByPerson ? "The Commission" : "The Commission's system");
}
