using Microsoft.EntityFrameworkCore;
using Post.Commission.Contracts;
using Post.Commission.Domain;

namespace Post.Commission.Data;

/// <summary>What was in force on a day, asked once per day and request: a new version shows in the very next request.</summary>
internal sealed class StoredRules(CommissionDb db, GuidelineBook book) : IRules
{
    private readonly Dictionary<DateOnly, RulesInForce> _known = [];

    public async Task<RulesInForce> InForceAsync(DateOnly on, CancellationToken ct)
    {
        if (_known.TryGetValue(on, out var known)) return known;
        var edition = await EditionAsync(on, ct) ?? throw new InvalidOperationException(
            $"No edition of {Regulations.Databases} is in force on {on:yyyy-MM-dd}: nothing may be decided then (8.01).");
        var rules = new RulesInForce(on, edition, await ParametersAsync(edition.Id, ct), await GuidelinesAsync(on, ct));
        _known.Add(on, rules);
        return rules;
    }

    private Task<RegulationEditionFacts?> EditionAsync(DateOnly on, CancellationToken ct) => db.Editions
        .AsNoTracking()
        .Where(e => e.Regulation == Regulations.Databases && e.EffectiveFrom <= on)
        .OrderByDescending(e => e.EffectiveFrom)
        .Select(e => new RegulationEditionFacts(e.Id, e.Regulation, e.RegisterNumber!, e.EffectiveFrom))
        .FirstOrDefaultAsync(ct);

    private async Task<IReadOnlyDictionary<string, RegulationParameterFacts>> ParametersAsync(
        Guid edition, CancellationToken ct) =>
        await db.Parameters
            .AsNoTracking()
            .Where(p => p.EditionId == edition)
            .ToDictionaryAsync(p => p.Code, p => new RegulationParameterFacts(p.Code, p.Value, p.Clause, p.EditionId), ct);

    private async Task<IReadOnlyDictionary<string, GuidelineFacts>> GuidelinesAsync(DateOnly on, CancellationToken ct) =>
        (await book.OpenAsync(ct)).InForce(on)
            .ToDictionary(v => v.GuidelineCode, v => new GuidelineFacts(v.Id, v.GuidelineCode, v.Version, v.Parameters));
}
