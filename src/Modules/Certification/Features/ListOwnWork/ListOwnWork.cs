using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Members;
using Post.Certification.Worklist;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnWork;

/// <summary>All that is open at the caller's own agency in one list, by its last day and then by age (12.06(2)(c)).</summary>
/// <param name="Part">One kind of it; everything where it is null.</param>
/// <param name="After">The place after which the page begins.</param>
/// <param name="Limit">How many rows.</param>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.work.listed", DataClass.Personal, Fields = ["identity", "report", "notice", "certificates", "training"], Lists = true, OwnWords = true)]
internal sealed record ListOwnWorkQuery(string? Part = null, string? After = null, int Limit = 50) : IQuery<OwnWorkList>, IAsksFor
{
    public string? Query => Part;
}

internal sealed class ListOwnWorkValidator : AbstractValidator<ListOwnWorkQuery>
{
    public ListOwnWorkValidator()
    {
        RuleFor(q => q.Part).MaximumLength(40).WithMessage("There is no such part of the list.");
        RuleFor(q => q.After).Must(a => a is null || WorkPlace.Parse(a) is not null).WithMessage("That is no place in the list. Open the first page.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Rows">What is open.</param>
/// <param name="Parts">Each kind of which something is open, with how much.</param>
/// <param name="Open">How much is open in all.</param>
/// <param name="Late">Of how much of it the last day has passed.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OwnWorkList(string Agency, IReadOnlyList<OwnWorkRow> Rows, IReadOnlyList<OwnWorkPart> Parts, int Open, int Late, string? Next)
    : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Persons { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Persons;
    public int RowCount => Rows.Count;
}

public sealed record OwnWorkRow(string Words, string? About, string Link, string PartTitle, DateOnly? Due, DateOnly? Since, bool IsLate);

public sealed record OwnWorkPart(string Part, string Title, int Count);

internal sealed class ListOwnWorkHandler(ActingMembers acting, OwnWork work, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ListOwnWorkQuery, Result<OwnWorkList>>
{
    public async Task<Result<OwnWorkList>> Handle(ListOwnWorkQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var today = clock.Today();
        var all = await work.OfAsync(new AgencyWorkReader(acts.Value.AgencyId, acts.Value.Capacity, caller.Value.Id!.Value, today), ct);
        var after = WorkPlace.Parse(query.After);
        var from = all.Where(w => query.Part is null || w.Part == query.Part)
            .Where(w => after is not { } last || WorkPlace.Of(w.Item).CompareTo(last) > 0).Take(query.Limit + 1).ToList();
        var page = from.Take(query.Limit).ToList();
        return new OwnWorkList(
            acts.Value.Agency,
            page.ConvertAll(w => new OwnWorkRow(w.Item.Words, w.Item.About, w.Item.Link, w.PartTitle, w.Item.Due, w.Item.Since, w.IsLate(today))),
            [.. all.GroupBy(w => (w.Part, w.PartTitle)).Select(g => new OwnWorkPart(g.Key.Part, g.Key.PartTitle, g.Count())).OrderBy(p => p.Title, StringComparer.Ordinal)],
            all.Count, all.Count(w => w.IsLate(today)), from.Count > query.Limit ? WorkPlace.Of(page[^1].Item).ToString() : null)
        {
            Persons = [.. page.SelectMany(w => w.Item.Subjects).Distinct()],
        };
    }
}
