using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListEditions;

/// <summary>Every edition of the regulations with what its text fixes, and the quorum and threshold of votes.</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("editions.listed", DataClass.None)]
internal sealed record ListEditionsQuery : IQuery<ListEditionsResult>;

internal sealed record ListEditionsResult(IReadOnlyList<EditionRow> Editions, IReadOnlyList<VotingRuleRow> VotingRules) : ICountsRows
{
    public int RowCount => Editions.Count + VotingRules.Count;
}

internal sealed record EditionRow(
    string Regulation, string? RegisterNumber, DateOnly EffectiveFrom, DateOnly? Until, bool InForce, string? Authority, string? Note,
    IReadOnlyList<ParameterRow> Parameters, DateOnly? AsOf, string? Amendment, string? SourceNote);

internal sealed record ParameterRow(string Code, string Value, string Clause, string Meaning);

internal sealed record VotingRuleRow(
    string? Kind, DateOnly EffectiveFrom, string Quorum, string Votes, bool RecusedCountForQuorum, string Source, string? ConfirmedBy);

internal sealed class ListEditionsHandler(CommissionDb db, TimeProvider clock) : IRequestHandler<ListEditionsQuery, Result<ListEditionsResult>>
{
    public async Task<Result<ListEditionsResult>> Handle(ListEditionsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var editions = await db.Editions.AsNoTracking().OrderBy(e => e.Regulation).ThenByDescending(e => e.EffectiveFrom).ToListAsync(ct);
        var parameters = (await db.Parameters.AsNoTracking().OrderBy(p => p.Clause).ToListAsync(ct)).ToLookup(p => p.EditionId);
        var kinds = await db.VoteKinds.AsNoTracking().ToDictionaryAsync(k => k.Code, k => k.Label, ct);
        var rules = await db.VotingRules.AsNoTracking().OrderBy(r => r.VoteKindCode).ThenByDescending(r => r.EffectiveFrom).ToListAsync(ct);
        return new ListEditionsResult(
            [.. editions.Select(e =>
            {
                var next = editions.Where(n => n.Regulation == e.Regulation && n.EffectiveFrom > e.EffectiveFrom).Min(n => (DateOnly?)n.EffectiveFrom);
                var inForce = e.EffectiveFrom <= today && !(next <= today);
                return new EditionRow(e.Regulation, e.RegisterNumber, e.EffectiveFrom, next?.AddDays(-1), inForce, e.Authority,
                    e.Note, [.. parameters[e.Id].Select(p => new ParameterRow(p.Code, p.Value, p.Clause, p.Meaning))], e.AsOf, e.Amendment, e.SourceNote);
            })],
            [.. rules.Select(r => new VotingRuleRow(r.VoteKindCode is { } kind ? kinds[kind] : null, r.EffectiveFrom, r.QuorumWords, r.VotesWords,
                r.RecusedCountForQuorum, r.Source, r.ConfirmedBy))]);
    }
}
