using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Requests;
using Post.PublicDatabase.Data;
using Post.PublicDatabase.Gate;
using Post.PublicDatabase.Publishing;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Features.WhyShown;

/// <summary>Why is this shown to the public, or not? Every decision about a person, the present ones first.</summary>
[Requires(PublicDatabasePermissions.ReadDecisions)]
[Audited("publication.decisions.read", DataClass.Restricted, Fields = ["publication"])]
internal sealed record WhyShownQuery(Guid PersonId) : IQuery<WhyShownResult>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <summary>The decisions, the present ones first, newest first within each item.</summary>
internal sealed record WhyShownResult(IReadOnlyList<DecisionRow> Decisions) : INamesSubjects, ICountsRows
{
    /// <summary>Every officer number that is this person.</summary>
    public IReadOnlyList<Guid> Members { get; init; } = [];

    public IEnumerable<Guid> SubjectIds => Members;
    public int RowCount => Decisions.Count;
}

/// <summary>One decision with the words of the rows that matched.</summary>
internal sealed record DecisionRow(
    string ItemKey,
    string What,
    string? Number,
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

internal sealed class WhyShownHandler(PublicDatabaseDb db, IDisciplinaryRecord record, IOfficerDirectory officers)
    : IRequestHandler<WhyShownQuery, Result<WhyShownResult>>
{
    /// <summary>More history than anybody reads on one screen.</summary>
    private const int Limit = 1_000;

    public async Task<Result<WhyShownResult>> Handle(WhyShownQuery query, CancellationToken ct)
    {
        var members = (await officers.MembersAsync([query.PersonId], ct))[query.PersonId].MemberIds;
        var decisions = await db.Decisions.AsNoTracking()
            .Where(d => members.Contains(d.PersonId))
            .OrderBy(d => d.SupersededAt != null).ThenBy(d => d.ItemKey).ThenByDescending(d => d.EvaluatedAt)
            .Take(Limit)
            .Include(d => d.Grounds)
            .ToListAsync(ct);
        var numbers = await NumbersAsync(members, ct);
        return new WhyShownResult(
        [
            .. decisions
                .OrderBy(d => d.SupersededAt is not null)
                .ThenBy(d => PublicForms.Find(d.Form)?.Order ?? int.MaxValue)
                .ThenBy(d => numbers.GetValueOrDefault(d.ItemKey), StringComparer.Ordinal)
                .ThenByDescending(d => d.EvaluatedAt)
                .Select(d => Explain(d, numbers)),
        ])
        { Members = members };
    }

    // Items carry ids; people know complaints and allegations by their numbers.
    private async Task<Dictionary<string, string>> NumbersAsync(IReadOnlyList<Guid> members, CancellationToken ct)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var complaint in await record.FactsAsync(members, ct))
        {
            numbers[OfficerItems.Complaint(complaint.ComplaintId)] = complaint.ComplaintNumber;
            foreach (var allegation in complaint.Allegations)
            {
                numbers[OfficerItems.Allegation(allegation.AllegationId)] = allegation.Number;
                numbers[OfficerItems.Words(allegation.AllegationId)] = allegation.Number;
            }
        }

        return numbers;
    }

    private static DecisionRow Explain(PublicationDecision decision, Dictionary<string, string> numbers) => new(
        decision.ItemKey,
        PublicForms.Find(decision.Form)?.What ?? decision.Form,
        numbers.GetValueOrDefault(decision.ItemKey),
        decision.Grounds.Result,
        [.. decision.Grounds.Rows.Select(r => new MatchedRow(r, FactsOf(r)))],
        decision.Grounds.Clauses,
        decision.Grounds.Notations,
        decision.Grounds.Failure,
        decision.Grounds.EditionId,
        decision.Grounds.GuidelineVersionIds,
        decision.ValidUntil,
        decision.EvaluatedAt,
        decision.SupersededAt);

    private static string FactsOf(string row) =>
        PublicationTable.Current.ByNumber.TryGetValue(row, out var known) ? known.Facts : "";
}
