using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ShowGuideline;

/// <summary>A guideline with all its versions, and what changed between two of them.</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("guideline.opened", DataClass.None)]
internal sealed record ShowGuidelineQuery(string Code, int? Version, int? Against) : IQuery<ShowGuidelineResult>;

internal sealed record ShowGuidelineResult(
    string Code, string Decides, string Clause, string Basis, IReadOnlyList<VersionRow> Versions, VersionText? Shown, Comparison? Compared)
    : ICountsRows
{
    public int RowCount => Versions.Count;
}

internal sealed record VersionRow(
    Guid VersionId, int Version, GuidelineAuthority Authority, DateOnly EffectiveFrom, VersionStanding Standing, DateOnly? RetiredFrom,
    string? AdoptedBy, DateTimeOffset RecordedAt);

/// <summary>What a version is today.</summary>
internal enum VersionStanding
{
    InForce,
    ToCome,
    Superseded,
    Retired,
    VoteTakenBack,
}

internal sealed record VersionText(
    Guid VersionId, int Version, string? Text, string Parameters, string HealthAndSafetyMemo, string? LegalSignOff, string? PublicInput,
    Guid? VoteId, Guid? DesignationId);

internal sealed record Comparison(int From, int To, IReadOnlyList<MarkedLine> Lines, IReadOnlyList<ParameterChange> Parameters);

internal sealed class ShowGuidelineHandler(CommissionDb db, GuidelineBook book, TimeProvider clock)
    : IRequestHandler<ShowGuidelineQuery, Result<ShowGuidelineResult>>
{
    public async Task<Result<ShowGuidelineResult>> Handle(ShowGuidelineQuery query, CancellationToken ct)
    {
        var question = await db.Guidelines.AsNoTracking().SingleOrDefaultAsync(g => g.Code == query.Code, ct);
        if (question is null) return new NotFound("This guideline");
        var pages = await book.OpenAsync(ct);
        var today = clock.Today();
        var present = pages.InForce(question.Code, today);
        var versions = pages.Versions.Where(v => v.GuidelineCode == question.Code).OrderByDescending(v => v.Version).ToList();
        var shown = versions.Find(v => v.Version == query.Version) ?? present;
        var against = versions.Find(v => v.Version == (query.Against ?? shown?.Version - 1));
        return new ShowGuidelineResult(
            question.Code, question.Decides, question.Clause, question.Basis,
            [.. versions.Select(v => RowOf(v, pages, StandingOf(v, present, pages, today)))],
            shown is null ? null : TextOf(shown),
            shown is null || against is null ? null : Compare(against, shown));
    }

    private static VersionStanding StandingOf(GuidelineVersion version, GuidelineVersion? present, GuidelinePages pages, DateOnly today)
    {
        if (version.Id == present?.Id) return VersionStanding.InForce;
        if (pages.RetiredFrom(version.Id) <= today) return VersionStanding.Retired;
        if (version.EffectiveFrom > today) return VersionStanding.ToCome;
        return pages.Stands(version, today) ? VersionStanding.Superseded : VersionStanding.VoteTakenBack;
    }

    private static VersionRow RowOf(GuidelineVersion version, GuidelinePages pages, VersionStanding standing) => new(
        version.Id, version.Version, version.Authority, version.EffectiveFrom, standing, pages.RetiredFrom(version.Id),
        version.AdoptedByName, version.RecordedAt);

    private static VersionText TextOf(GuidelineVersion version) => new(
        version.Id, version.Version, version.Text, version.Parameters, version.HealthAndSafetyMemo, version.LegalSignOff,
        version.PublicInput, version.VoteId, version.DesignationId);

    private static Comparison Compare(GuidelineVersion from, GuidelineVersion to) => new(
        from.Version, to.Version, Difference.OfText(from.Text ?? "", to.Text ?? ""), Difference.OfParameters(from.Parameters, to.Parameters));
}
