using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListReviewItems;

/// <summary>What files brought that a person must look at, the oldest first.</summary>
[Requires(CertificationPermissions.Review)]
[Audited("review-items.listed", DataClass.Personal, Fields = ["identity", "review"], Lists = true)]
internal sealed record ListReviewItemsQuery(string? Kind, bool Decided, Guid? After, int Limit = 25) : IQuery<ListReviewItemsResult>;

internal sealed class ListReviewItemsValidator : AbstractValidator<ListReviewItemsQuery>
{
    public ListReviewItemsValidator() =>
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Rows">In the order in which they came.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ListReviewItemsResult(IReadOnlyList<ReviewRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId).OfType<Guid>().Distinct();
    public int RowCount => Rows.Count;
}

public sealed record ReviewRow(
    Guid Id, string Kind, string OfficerNumber, Guid? PersonId, string? Name, string Details, DateOnly AsOf, string Source,
    Guid SourceId, DateTimeOffset OpenedAt, string? Outcome, string? Reason, string? ResolvedBy, DateTimeOffset? ResolvedAt)
{
    public bool MayBeANewName => Kind == nameof(ReviewKind.OtherName);

    /// <summary>An officer or an agency told it, and no file of that source is to be opened.</summary>
    public bool ToldByPerson => Kind is nameof(ReviewKind.UnitHeadDiffers) or nameof(ReviewKind.TrainingDisputed);
}

internal sealed class ListReviewItemsHandler(CertificationDb db) : IRequestHandler<ListReviewItemsQuery, Result<ListReviewItemsResult>>
{
    public async Task<Result<ListReviewItemsResult>> Handle(ListReviewItemsQuery query, CancellationToken ct)
    {
        var kind = Enum.TryParse<ReviewKind>(query.Kind, out var known) ? known : (ReviewKind?)null;
        var items = db.ReviewItems.AsNoTracking()
            .Where(i => i.ResolvedAt != null == query.Decided)
            .Where(i => kind == null || i.Kind == kind)
            .Where(i => query.After == null || i.Id > query.After)
            .OrderBy(i => i.Id).Take(query.Limit + 1);
        var rows = await (
            from item in items
            join name in db.Names.Present() on item.PersonId equals name.PersonId into names
            from named in names.DefaultIfEmpty()
            join source in db.Sources on item.SourceId equals source.Id
            orderby item.Id
            select new ReviewRow(
                item.Id, item.Kind.ToString(), item.OfficerNumber, item.PersonId,
                named == null ? null : named.Surname + ", " + named.FirstName, item.Details, item.AsOf, source.Description,
                item.SourceId, item.OpenedAt, item.Outcome == null ? null : item.Outcome.ToString(), item.Reason,
                item.ResolvedByName, item.ResolvedAt)).ToListAsync(ct);
        var page = rows.Take(query.Limit).ToList();
        return new ListReviewItemsResult(page, rows.Count > query.Limit ? page[^1].Id : null);
    }
}
