using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ShowRules;

[Requires(CommissionPermissions.ReadRules)]
[Audited("rules.shown", DataClass.None)]
internal sealed record ShowRulesQuery(DateOnly? On) : IQuery<ShowRulesResult>;

internal sealed record ShowRulesResult(
    DateOnly On, EditionRow Edition, IReadOnlyList<ParameterRow> Parameters, IReadOnlyList<GuidelineRow> Guidelines)
    : ICountsRows
{
    public int RowCount => Parameters.Count + Guidelines.Count;
}

internal sealed record EditionRow(string Regulation, string? RegisterNumber, DateOnly EffectiveFrom, string? Authority);

internal sealed record ParameterRow(string Code, string Value, string Clause, string Meaning);

internal sealed record GuidelineRow(
    string Code, string Decides, string Clause, int Version, string Authority, DateOnly EffectiveFrom, string Parameters);

internal sealed record NoEditionInForce(DateOnly On)
    : Refusal($"No edition of {Regulations.Databases} was in force on {On:yyyy-MM-dd}. Choose a later day.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

internal sealed class ShowRulesHandler(CommissionDb db, GuidelineBook book, TimeProvider clock)
    : IRequestHandler<ShowRulesQuery, Result<ShowRulesResult>>
{
    public async Task<Result<ShowRulesResult>> Handle(ShowRulesQuery query, CancellationToken ct)
    {
        var on = query.On ?? clock.Today();
        var edition = await db.Editions.AsNoTracking()
            .Where(e => e.Regulation == Regulations.Databases && e.EffectiveFrom <= on)
            .OrderByDescending(e => e.EffectiveFrom)
            .FirstOrDefaultAsync(ct);
        if (edition is null) return new NoEditionInForce(on);

        var parameters = await db.Parameters.AsNoTracking()
            .Where(p => p.EditionId == edition.Id)
            .OrderBy(p => p.Code)
            .Select(p => new ParameterRow(p.Code, p.Value, p.Clause, p.Meaning))
            .ToListAsync(ct);
        return new ShowRulesResult(
            on,
            new EditionRow(edition.Regulation, edition.RegisterNumber, edition.EffectiveFrom, edition.Authority),
            parameters,
            await GuidelinesAsync(on, ct));
    }

    private async Task<IReadOnlyList<GuidelineRow>> GuidelinesAsync(DateOnly on, CancellationToken ct)
    {
        var questions = await db.Guidelines.AsNoTracking().OrderBy(g => g.Code).ToListAsync(ct);
        var versions = (await book.OpenAsync(ct)).InForce(on).ToDictionary(v => v.GuidelineCode);
        return [.. questions.SelectMany(question => Row(question, versions.GetValueOrDefault(question.Code)))];
    }

    // A question that nobody has answered by that day has no row.
    private static IEnumerable<GuidelineRow> Row(Guideline question, GuidelineVersion? version)
    {
        if (version is null) yield break;
        yield return new GuidelineRow(question.Code, question.Decides, question.Clause, version.Version,
            version.Authority.ToString(), version.EffectiveFrom, version.Parameters);
    }
}
