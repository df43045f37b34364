using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListOfficers;

[Requires(CertificationPermissions.ReadOfficers)]
[Audited("officers.listed", DataClass.Personal, Fields = ["identity", "status", "employer"], Lists = true)]
internal sealed record ListOfficersQuery(string? Text, Guid? AgencyId, string? Status, Guid? After, int Limit = 25)
    : IQuery<ListOfficersResult>, IAsksFor
{
    public string? Query =>
        string.Join(" · ", new[] { Text, AgencyId?.ToString(), Status }.Where(p => !string.IsNullOrWhiteSpace(p)));
}

internal sealed class ListOfficersValidator : AbstractValidator<ListOfficersQuery>
{
    public ListOfficersValidator()
    {
        RuleFor(q => q.Text).MaximumLength(100).WithMessage("Shorten the search text to 100 characters.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Rows">Officers in the order of surname, first name.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Statuses">The words to filter by.</param>
/// <param name="Agency">Name of the agency filtered by.</param>
public sealed record ListOfficersResult(
    IReadOnlyList<OfficerRow> Rows, Guid? Next, IReadOnlyList<StatusOption> Statuses, string? Agency)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.SelectMany(r => r.MemberIds);
    public int RowCount => Rows.Count;
}

public sealed record OfficerRow(
    Guid PersonId, string OfficerNumber, string FirstName, string Surname, string? Suffix,
    string? StatusCode, string? StatusLabel, DateOnly? StatusAsOf, IReadOnlyList<string> Agencies)
{
    /// <summary>Other officer numbers that are this person.</summary>
    public IReadOnlyList<OtherNumber> Others { get; init; } = [];

    public IEnumerable<Guid> MemberIds => Others.Select(o => o.PersonId).Prepend(PersonId);
}

public sealed record OtherNumber(Guid PersonId, string OfficerNumber);

public sealed record StatusOption(string Code, string Label);

internal sealed class ListOfficersHandler(CertificationDb db) : IRequestHandler<ListOfficersQuery, Result<ListOfficersResult>>
{
    public async Task<Result<ListOfficersResult>> Handle(ListOfficersQuery query, CancellationToken ct)
    {
        var present = db.Names.AsNoTracking().Present();
        var names = present.Where(n => !db.Merges.Present().Any(m => m.PersonId == n.PersonId));
        if (query.After is { } after) names = await BehindAsync(names, after, ct);
        var first = new OfficerFilter(db, query).FirstOf(names);
        var rows = await Rows(present.Where(n => first.Contains(n.PersonId))
            .OrderBy(n => n.SortKey).ThenBy(n => n.PersonId).Take(query.Limit + 1)).ToListAsync(ct);
        var page = rows.Take(query.Limit).ToList();
        var next = rows.Count > query.Limit ? page[^1].PersonId : (Guid?)null;
        var statuses = await StatusesAsync(ct);
        return new ListOfficersResult(
            await new JoinedRows(db).OfAsync(page, statuses, ct), next, statuses, await AgencyAsync(query.AgencyId, ct));
    }

    // The cursor is the person, not the name: a name would stand in the address of the next page.
    private async Task<IQueryable<PersonName>> BehindAsync(IQueryable<PersonName> names, Guid after, CancellationToken ct)
    {
        var key = await db.Names.AsNoTracking().Present()
            .Where(n => n.PersonId == after).Select(n => n.SortKey).SingleOrDefaultAsync(ct);
        return key is null
            ? names
            : names.Where(n =>
                EF.Functions.GreaterThan(ValueTuple.Create(n.SortKey, n.PersonId), ValueTuple.Create(key, after)));
    }

    private IQueryable<OfficerRow> Rows(IQueryable<PersonName> page) =>
        from name in page
        join person in db.People on name.PersonId equals person.Id
        join present in db.Statuses.Present() on name.PersonId equals present.PersonId into statuses
        from status in statuses.DefaultIfEmpty()
        join word in db.StatusCodes on status.Code equals word.Code into words
        from code in words.DefaultIfEmpty()
        orderby name.SortKey, name.PersonId
        select new OfficerRow(
            name.PersonId, person.OfficerNumber, name.FirstName, name.Surname, name.Suffix,
            code.Code, code.Label, status.AsOf,
            (from employment in db.Employments.Open()
             join agency in db.LawEnforcementAgencyNames.Present() on employment.AgencyId equals agency.AgencyId
             where employment.PersonId == name.PersonId
             orderby agency.Name
             select agency.Name).ToList());

    private Task<List<StatusOption>> StatusesAsync(CancellationToken ct) =>
        db.StatusCodes.AsNoTracking().OrderBy(c => c.Place).Select(c => new StatusOption(c.Code, c.Label)).ToListAsync(ct);

    private Task<string?> AgencyAsync(Guid? id, CancellationToken ct) => id is null
        ? Task.FromResult<string?>(null)
        : db.LawEnforcementAgencyNames.AsNoTracking().Present()
            .Where(n => n.AgencyId == id).Select(n => n.Name).SingleOrDefaultAsync(ct);
}
