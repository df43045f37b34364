using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Directory;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowAgency;

/// <summary>A law enforcement agency as it was on a day and was known when another day ended; it names no person.</summary>
[Requires(CertificationPermissions.ReadAgencies)]
[Audited("agency.opened", DataClass.None)]
internal sealed record ShowAgencyQuery(Guid AgencyId, DateOnly? On = null, DateOnly? Known = null) : IQuery<AgencyFile>;

/// <summary>
/// An agency's file: each name, listing and succession with the days it held and when it was recorded. Its name is the one borne
/// on the day; before all names on record the first of them, and <see cref="FirstNamedFrom"/> says from when on it holds.
/// </summary>
public sealed record AgencyFile(
    Guid AgencyId, DateOnly On, string Name, DateOnly? FirstNamedFrom, string Kind, string? County, bool Provisional, Guid? MergedIntoId,
    int OfficersOn, int OfficersEver, DateOnly? OldestService)
{
    public IReadOnlyList<AgencyNameRow> Names { get; init; } = [];
    public IReadOnlyList<AgencyListingRow> Listings { get; init; } = [];
    public IReadOnlyList<AgencySpellingRow> Spellings { get; init; } = [];

    /// <summary>The end as the record has it; with a day to come, the agency is still there.</summary>
    public SuccessionRow? Ended { get; init; }

    public IReadOnlyList<SuccessionRow> TookOver { get; init; } = [];

    /// <summary>What was said of its end and was corrected or withdrawn since, the latest first.</summary>
    public IReadOnlyList<SuccessionRow> Superseded { get; init; } = [];
}

public sealed record AgencyNameRow(
    string Name, DateOnly ValidFrom, DateOnly? ValidTo, DateTimeOffset RecordedAt, string? Authority, string? Reason, string? By);

public sealed record AgencyListingRow(
    string Kind, string? County, DateOnly ValidFrom, DateOnly? ValidTo, DateTimeOffset RecordedAt, string Source);

public sealed record AgencySpellingRow(string Spelling, bool Waits);

public sealed record SuccessionParty(Guid AgencyId, string Name);

public sealed record SuccessionRow(
    Guid Id, SuccessionParty Agency, AgencyEnding Nature, DateOnly EndedOn, IReadOnlyList<SuccessionParty> Successors,
    string Authority, string Reason, string RecordedBy, DateTimeOffset RecordedAt, DateTimeOffset? SupersededAt,
    string? SupersededBecause, string? SupersededBy);

internal sealed class ShowAgencyHandler(CertificationDb db, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ShowAgencyQuery, Result<AgencyFile>>
{
    public async Task<Result<AgencyFile>> Handle(ShowAgencyQuery query, CancellationToken ct)
    {
        var record = new AgencyAsOf(db, clock);
        var moment = record.Read(query.On, query.Known);
        if (moment.Refusal is { } refusal) return refusal;
        var (id, at) = (query.AgencyId, moment.Value);
        var known = await record.StateAsync(id, at, ct);
        if (known.Refusal is { } unknown) return unknown;

        if (query.On is not null || query.Known is not null) change.Summarise($"As it was on {at.On:O}, known at {at.Known:O}");
        var reading = new AgencyReading(db, record, id, at);
        var (names, listings) = (await reading.NamesAsync(ct), await reading.ListingsAsync(ct));
        var listed = listings.Find(l => AgencyAsOf.Covers(l.ValidFrom, l.ValidTo, at.On));
        var first = names.Min(n => n.ValidFrom);
        var (ended, took, superseded) = await reading.SuccessionsAsync(ct);
        var ever = db.Employments.AsNoTracking().EverAt(id, at);
        return new AgencyFile(
            id, at.On, (await record.NamesAsync([id], at, ct))[id], first > at.On ? first : null,
            listed?.Kind ?? known.Value.Kind.ToString(), listed?.County ?? known.Value.County, known.Value.Provisional, known.Value.MergedIntoId,
            await db.PersonsAt(db.Employments.AsNoTracking().ServingAt(id, at), at).CountAsync(ct),
            await db.PersonsAt(ever, at).CountAsync(ct),
            await ever.MinAsync(e => e.StartsOn ?? e.SeenFrom, ct))
        {
            Names = names,
            Listings = listings,
            Spellings = await reading.SpellingsAsync(ct),
            Ended = ended,
            TookOver = took,
            Superseded = superseded,
        };
    }
}
