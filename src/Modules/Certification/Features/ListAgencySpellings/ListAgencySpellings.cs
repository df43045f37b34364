using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListAgencySpellings;

[Requires(CertificationPermissions.ReadAgencies)]
[Audited("agency-spellings.listed", DataClass.None)]
internal sealed record ListAgencySpellingsQuery(bool Decided, string? Text, Guid? After, int Limit = 25)
    : IQuery<ListAgencySpellingsResult>, IAsksFor
{
    public string? Query => Text;
}

internal sealed class ListAgencySpellingsValidator : AbstractValidator<ListAgencySpellingsQuery>
{
    public ListAgencySpellingsValidator()
    {
        RuleFor(q => q.Text).MaximumLength(100).WithMessage("Shorten the search text to 100 characters.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Rows">Spellings in the order of their folded keys, so that like ones stand together.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Waiting">How many spellings wait for a decision.</param>
public sealed record ListAgencySpellingsResult(IReadOnlyList<SpellingRow> Rows, Guid? Next, int Waiting) : ICountsRows
{
    public int RowCount => Rows.Count;
}

public sealed record SpellingRow(
    Guid SpellingId, string Spelling, bool Queued, Guid AgencyId, string Agency, string? County, int Officers,
    DateTimeOffset FirstSeenAt, string? Source, string? Reason, string? DecidedBy, DateTimeOffset? DecidedAt);

internal sealed class ListAgencySpellingsHandler(CertificationDb db)
    : IRequestHandler<ListAgencySpellingsQuery, Result<ListAgencySpellingsResult>>
{
    public async Task<Result<ListAgencySpellingsResult>> Handle(ListAgencySpellingsQuery query, CancellationToken ct)
    {
        var spellings = Filtered(query);
        if (query.After is { } after)
        {
            var key = await db.Spellings.AsNoTracking()
                .Where(s => s.Id == after).Select(s => s.Folded).SingleOrDefaultAsync(ct);
            if (key is not null) spellings = spellings.Where(s => s.Folded.CompareTo(key) > 0);
        }

        var rows = await Rows(spellings.OrderBy(s => s.Folded).Take(query.Limit + 1)).ToListAsync(ct);
        var page = rows.Take(query.Limit).ToList();
        var waiting = await db.Spellings.CountAsync(s => s.State == AgencySpellingState.Queued, ct);
        return new ListAgencySpellingsResult(page, rows.Count > query.Limit ? page[^1].SpellingId : null, waiting);
    }

    private IQueryable<AgencySpelling> Filtered(ListAgencySpellingsQuery query)
    {
        var state = query.Decided ? AgencySpellingState.Mapped : AgencySpellingState.Queued;
        var folded = AgencySpelling.FoldOf(query.Text ?? "");
        return db.Spellings.AsNoTracking()
            .Where(s => s.State == state && (folded == "" || s.Folded.Contains(folded)))
            // An official name is a spelling too, but nobody had to decide it.
            .Where(s => !query.Decided || db.SpellingDecisions.Any(d => d.SpellingId == s.Id));
    }

    private IQueryable<SpellingRow> Rows(IQueryable<AgencySpelling> page) =>
        from spelling in page
        join agency in db.LawEnforcementAgencies on spelling.AgencyId equals agency.Id
        join name in db.LawEnforcementAgencyNames.Present() on agency.Id equals name.AgencyId
        join source in db.Sources on spelling.FirstSourceId equals source.Id into sources
        from seen in sources.DefaultIfEmpty()
        let decision = db.SpellingDecisions
            .Where(d => d.SpellingId == spelling.Id).OrderByDescending(d => d.DecidedAt).FirstOrDefault()
        orderby spelling.Folded
        select new SpellingRow(
            spelling.Id, spelling.Spelling, spelling.State == AgencySpellingState.Queued, agency.Id, name.Name, agency.County,
            db.Employments.Count(e => e.SpellingId == spelling.Id && e.SupersededAt == null),
            spelling.FirstSeenAt, seen.Description, decision!.Reason, decision.DecidedByName, decision.DecidedAt);
}
