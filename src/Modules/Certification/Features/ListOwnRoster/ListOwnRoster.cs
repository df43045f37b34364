using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
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
        var names = db.Matching(query.Former ? db.FormerNames(agency, today, since) : db.ServingNames(agency, today), query.Text);
        var total = await names.CountAsync(ct);
        var found = await names.PageAsync(query.After, query.Limit, ct);
        var page = found.Take(query.Limit).ToList();
        change.Summarise($"{(query.Former ? "Former officers" : "Officers")} of {acts.Value.Agency}");
        return new OwnRoster(
            acts.Value.Agency, query.Former ? since : null, total, await reader.OfAsync(agency, page, today, query.Former, ct),
            found.Count > query.Limit ? page[^1].PersonId : null);
    }
}
