using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Kernel.Requests;
using Post.PublicDatabase.Data;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Features.WhyShown;

/// <summary>Why is this shown to the public, or not? Every decision about a person, the present ones first.</summary>
[Requires(PublicDatabasePermissions.ReadDecisions)]
[Audited("publication.decisions.read", DataClass.Restricted, Fields = ["publication"])]
internal sealed record WhyShownQuery(Guid PersonId) : IQuery<WhyShownResult>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <summary>The decisions, newest first within each item.</summary>
internal sealed record WhyShownResult(IReadOnlyList<DecisionRow> Decisions) : ICountsRows
{
    public int RowCount => Decisions.Count;
}

/// <summary>One decision with the words of the rows that matched.</summary>
internal sealed record DecisionRow(
    string ItemKey,
    string What,
    GateResult Result,
    IReadOnlyList<MatchedRow> Rows,
    IReadOnlyList<string> Clauses,
    IReadOnlyList<string> Notations,
    string? Failure,
    Guid EditionId,
    IReadOnlyList<Guid> GuidelineVersionIds,
    DateOnly? ValidUntil,
    DateTimeOffset EvaluatedAt,
    DateTimeOffset? SupersededAt);

/// <summary>A row of the publication table and what it says.</summary>
internal sealed record MatchedRow(string Number, string Facts);

internal sealed class WhyShownHandler(PublicDatabaseDb db) : IRequestHandler<WhyShownQuery, Result<WhyShownResult>>
{
    /// <summary>More history than anybody reads on one screen.</summary>
    private const int Limit = 1_000;

    public async Task<Result<WhyShownResult>> Handle(WhyShownQuery query, CancellationToken ct)
    {
        var decisions = await db.Decisions.AsNoTracking()
            .Where(d => d.PersonId == query.PersonId)
            .OrderBy(d => d.SupersededAt != null).ThenBy(d => d.ItemKey).ThenByDescending(d => d.EvaluatedAt)
            .Take(Limit)
            .ToListAsync(ct);
        return new WhyShownResult([.. decisions.Select(Explain)]);
    }

    private static DecisionRow Explain(PublicationDecision decision) => new(
        decision.ItemKey,
        PublicForms.Find(decision.Form)?.What ?? decision.Form,
        decision.Result,
        [.. decision.Rows.Select(r => new MatchedRow(r, FactsOf(r)))],
        decision.Clauses,
        decision.Notations,
        decision.Failure,
        decision.EditionId,
        decision.GuidelineVersionIds,
        decision.ValidUntil,
        decision.EvaluatedAt,
        decision.SupersededAt);

    private static string FactsOf(string row) =>
        PublicationTable.Current.ByNumber.TryGetValue(row, out var known) ? known.Facts : "";
}
