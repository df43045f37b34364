using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Terms;
using Post.Kernel.Time;

namespace Post.Commission.Features.ShowTitle;

/// <summary>A title with its editions, what the product touches of it, what it defines, and everything that was on record of it.</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("regulation.shown", DataClass.None)]
internal sealed record ShowTitleQuery(int Number) : IQuery<ShownTitle>;

/// <param name="Regulation">As it is cited.</param>
/// <param name="Versions">The one that holds first.</param>
/// <param name="Address">Of its official page; null: plain text.</param>
/// <param name="InForce">Today.</param>
/// <param name="Editions">The newest first.</param>
/// <param name="Touches">By clause.</param>
/// <param name="Terms">What it defines.</param>
public sealed record ShownTitle(
    string Regulation, IReadOnlyList<TitleVersion> Versions, string? Address, bool InForce, IReadOnlyList<TitleEdition> Editions,
    IReadOnlyList<TouchRow> Touches, IReadOnlyList<TermMeaning> Terms) : ICountsRows
{
    public int RowCount => Versions.Count + Editions.Count + Touches.Count + Terms.Count;
}

public sealed record TitleVersion(
    Guid Id, string Heading, DateOnly AsOf, Confidence Confidence, string SourceNote, DateOnly? InForceUntil, string? Address, string? AddressSource,
    DateTimeOffset RecordedAt, string RecordedBy, string? Reason, DateTimeOffset? SupersededAt);

public sealed record TitleEdition(
    string? RegisterNumber, DateOnly EffectiveFrom, DateOnly? AsOf, string? Authority, string? Amendment, string? Note, string? SourceNote);

/// <param name="Clause">Of this title.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Feature">Where the product touches it.</param>
/// <param name="Built">Whole, Part or No.</param>
/// <param name="Note">What of it is not built.</param>
/// <param name="Source">Who says that it is touched.</param>
public sealed record TouchRow(string Clause, string Subject, string Feature, string Built, string? Note, string Source);

internal sealed class ShowTitleHandler(CommissionDb db, IOfficialPages pages, TermCatalogue terms, TimeProvider clock)
    : IRequestHandler<ShowTitleQuery, Result<ShownTitle>>
{
    public async Task<Result<ShownTitle>> Handle(ShowTitleQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var regulation = TitleNumbers.Cite(query.Number);
        var versions = await db.Titles.AsNoTracking().Where(t => t.Regulation == regulation).ToListAsync(ct);
        if (versions.SingleOrDefault(t => t.SupersededAt is null) is not { } present) return new NotFound("This title");
        var editions = await db.Editions.AsNoTracking().Where(e => e.Regulation == regulation).OrderByDescending(e => e.EffectiveFrom).ToListAsync(ct);
        return new ShownTitle(
            regulation,
            [.. versions.OrderBy(t => t.SupersededAt is not null).ThenByDescending(t => t.SupersededAt).Select(VersionOf)],
            (await pages.InForceAsync(today, ct)).SingleOrDefault(p => p.Regulation == regulation)?.Address,
            present.IsInForce(today),
            [.. editions.Select(e => new TitleEdition(e.RegisterNumber, e.EffectiveFrom, e.AsOf, e.Authority, e.Amendment, e.Note, e.SourceNote))],
            await TouchesAsync(regulation, today, ct),
            terms.Of(regulation));
    }

    private async Task<IReadOnlyList<TouchRow>> TouchesAsync(string regulation, DateOnly today, CancellationToken ct)
    {
        var features = terms.Features.ToDictionary(f => f.Code, f => f.Label);
        var touches = await db.CrossReferences.AsNoTracking()
            .Where(r => r.Regulation == regulation && r.ValidFrom <= today && (r.ValidTo == null || r.ValidTo >= today)).ToListAsync(ct);
        return
        [
            .. touches.OrderBy(r => r.Clause, StringComparer.Ordinal).ThenBy(r => r.FeatureCode, StringComparer.Ordinal)
                .Select(r => new TouchRow(r.Clause, r.Subject, features.GetValueOrDefault(r.FeatureCode, r.FeatureCode), r.Built.ToString(), r.Note, r.Source)),
        ];
    }

    private static TitleVersion VersionOf(RegulationTitle t) => new(
        t.Id, t.Heading, t.AsOf, t.Confidence, t.SourceNote, t.InForceUntil, t.Address, t.AddressSource, t.RecordedAt, t.RecordedByName, t.Reason, t.SupersededAt);
}
