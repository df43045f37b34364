using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnRoster;

/// <summary>Officers who serve at the caller's own agency, or who lately left it, by surname.</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.roster.listed", DataClass.Personal, Fields = ["identity", "status", "employment"], Lists = true)]
internal sealed record ListOwnRosterQuery(string? Text = null, bool Former = false, Guid? After = null, int Limit = 25) : IQuery<OwnRoster>, IAsksFor
{
    public string? Query => string.Join(" · ", new[] { Text, Former ? "former" : null }.Where(p => !string.IsNullOrWhiteSpace(p)));
}

internal sealed class ListOwnRosterValidator : AbstractValidator<ListOwnRosterQuery>
{
    public ListOwnRosterValidator()
    {
        RuleFor(q => q.Text).MaximumLength(100).WithMessage("Shorten the search text to 100 characters.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Since">The first day of leaving that is still shown; null on the present roster.</param>
/// <param name="Total">How many fit.</param>
/// <param name="Rows">Officers in the order of surname, first name.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OwnRoster(string Agency, DateOnly? Since, int Total, IReadOnlyList<OwnOfficerRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.SelectMany(r => r.MemberIds);
    public int RowCount => Rows.Count;
}

/// <summary>An officer as the own agency sees it. Of one who left, the agency sees its own service and no status of today.</summary>
public sealed record OwnOfficerRow(
    Guid PersonId, string OfficerNumber, string FirstName, string Surname, string? Suffix, string? StatusCode, string? StatusLabel,
    string? Rank, DateOnly? From, DateOnly? Until, IReadOnlyList<DueItem> Due)
{
    public IReadOnlyList<Guid> MemberIds { get; init; } = [PersonId];
}

internal sealed class ListOwnRosterHandler(CertificationDb db, ActingMembers acting, OwnRosterRows reader, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ListOwnRosterQuery, Result<OwnRoster>>
{
    public async Task<Result<OwnRoster>> Handle(ListOwnRosterQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, today) = (acts.Value.AgencyId, clock.Today());
        var since = today.AddDays(-await db.RuleAsync(IntakeRules.FormerDays, today, ct));
        var names = Matching(Names(agency, today, query.Former ? since : null), query.Text);
        var total = await names.CountAsync(ct);
        var found = await PageAsync(names, query, ct);
        var page = found.Take(query.Limit).ToList();
        change.Summarise($"{(query.Former ? "Former officers" : "Officers")} of {acts.Value.Agency}");
        return new OwnRoster(
            acts.Value.Agency, query.Former ? since : null, total, await reader.OfAsync(agency, page, today, query.Former, ct),
            found.Count > query.Limit ? page[^1].PersonId : null);
    }

    private IQueryable<PersonName> Names(Guid agency, DateOnly today, DateOnly? formerSince)
    {
        var service = db.Employments.AsNoTracking().Of(agency);
        var serving = db.PersonsOf(service.HoldingOn(today));
        var names = db.Names.AsNoTracking().Present();
        if (formerSince is not { } since) return names.Where(n => serving.Contains(n.PersonId));
        var left = db.PersonsOf(service.Where(e => (e.EndsOn ?? e.GoneBy) >= since && (e.EndsOn ?? e.GoneBy) <= today));
        return names.Where(n => left.Contains(n.PersonId) && !serving.Contains(n.PersonId));
    }

    private IQueryable<PersonName> Matching(IQueryable<PersonName> names, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return names;
        var typed = text.Trim();
        if (char.IsAsciiDigit(typed[0]))
        {
            return names.Where(n => db.People.Any(p => p.OfficerNumber.StartsWith(typed)
                && (p.Id == n.PersonId || db.Merges.Present().Any(m => m.PersonId == p.Id && m.IntoPersonId == n.PersonId))));
        }

        foreach (var word in FoldedWords.Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries)) names = names.Where(n => n.SortKey.Contains(word));
        return names;
    }

    // The cursor is the person, not the name: a name would stand in the address of the next page.
    private static async Task<List<PersonName>> PageAsync(IQueryable<PersonName> names, ListOwnRosterQuery query, CancellationToken ct)
    {
        if (query.After is { } after && await names.Where(n => n.PersonId == after).Select(n => n.SortKey).SingleOrDefaultAsync(ct) is { } key)
        {
            names = names.Where(n => EF.Functions.GreaterThan(ValueTuple.Create(n.SortKey, n.PersonId), ValueTuple.Create(key, after)));
        }

        return await names.OrderBy(n => n.SortKey).ThenBy(n => n.PersonId).Take(query.Limit + 1).ToListAsync(ct);
    }
}
