using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListAgencies;

/// <summary>Agencies by name; those that ended are among them unless only present ones are asked for.</summary>
[Requires(CertificationPermissions.ReadAgencies)]
[Audited("agencies.listed", DataClass.None)]
internal sealed record ListAgenciesQuery(string? Text, Guid? After, int Limit = 50, bool PresentOnly = false)
    : IQuery<ListAgenciesResult>, IAsksFor
{
    public string? Query => Text;
}

internal sealed class ListAgenciesValidator : AbstractValidator<ListAgenciesQuery>
{
    public ListAgenciesValidator()
    {
        RuleFor(q => q.Text).MaximumLength(100).WithMessage("Shorten the search text to 100 characters.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Rows">Agencies in the order of their names in force.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ListAgenciesResult(IReadOnlyList<AgencyRow> Rows, Guid? Next) : ICountsRows
{
    public int RowCount => Rows.Count;
}

public sealed record AgencyRow(Guid AgencyId, string Name, string? County, bool Provisional, int Officers)
{
    /// <summary>The first day on which the agency is there no more; a day to come is one too.</summary>
    public DateOnly? EndedOn { get; init; }
}

internal sealed class ListAgenciesHandler(CertificationDb db, TimeProvider clock) : IRequestHandler<ListAgenciesQuery, Result<ListAgenciesResult>>
{
    public async Task<Result<ListAgenciesResult>> Handle(ListAgenciesQuery query, CancellationToken ct)
    {
        var names = Matching(query.Text);
        if (query.PresentOnly)
        {
            var today = clock.Today();
            names = names.Where(n => !db.Successions.InForce().Any(s => s.AgencyId == n.AgencyId && s.EndedOn <= today));
        }

        if (query.After is { } after)
        {
            var name = await db.LawEnforcementAgencyNames.AsNoTracking().Present()
                .Where(n => n.AgencyId == after).Select(n => n.Name).SingleOrDefaultAsync(ct);
            if (name is not null)
            {
                names = names.Where(n =>
                    EF.Functions.GreaterThan(ValueTuple.Create(n.Name, n.AgencyId), ValueTuple.Create(name, after)));
            }
        }

        var rows = await Rows(names.OrderBy(n => n.Name).ThenBy(n => n.AgencyId).Take(query.Limit + 1)).ToListAsync(ct);
        var page = rows.Take(query.Limit).ToList();
        return new ListAgenciesResult(page, rows.Count > query.Limit ? page[^1].AgencyId : null);
    }

    // Any of its spellings finds an agency, by any part of it.
    private IQueryable<LawEnforcementAgencyName> Matching(string? text)
    {
        var names = db.LawEnforcementAgencyNames.AsNoTracking().Present()
            .Where(n => db.LawEnforcementAgencies.Any(a => a.Id == n.AgencyId && a.MergedIntoId == null));
        var folded = AgencySpelling.FoldOf(text ?? "");
        return folded.Length == 0
            ? names
            : names.Where(n => db.Spellings.Any(s => s.AgencyId == n.AgencyId && s.Folded.Contains(folded)));
    }

    private IQueryable<AgencyRow> Rows(IQueryable<LawEnforcementAgencyName> page) =>
        from name in page
        join agency in db.LawEnforcementAgencies on name.AgencyId equals agency.Id
        orderby name.Name, name.AgencyId
        select new AgencyRow(
            agency.Id, name.Name, agency.County, agency.Provisional,
            (from service in db.Employments.Open()
             where service.AgencyId == agency.Id
             join merge in db.Merges.Present() on service.PersonId equals merge.PersonId into merges
             from joined in merges.DefaultIfEmpty()
             select joined == null ? service.PersonId : joined.IntoPersonId).Distinct().Count())
        {
            EndedOn = db.Successions.InForce().Where(s => s.AgencyId == agency.Id).Select(s => (DateOnly?)s.EndedOn).FirstOrDefault(),
        };
}
