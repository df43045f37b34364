using MediatR;
using Post.Audit;
using Post.Certification.Desk;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListSavedViews;

/// <summary>Views that the caller saved, and those that the division shares, of lists that the caller may open.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-views.listed", DataClass.None, Lists = true)]
internal sealed record ListSavedViewsQuery : IQuery<SavedViewList>;

public sealed record SavedViewList(IReadOnlyList<SavedViewRow> Rows) : ICountsRows
{
    public int RowCount => Rows.Count;
}

internal sealed class ListSavedViewsHandler(SavedViews views) : IRequestHandler<ListSavedViewsQuery, Result<SavedViewList>>
{
    public async Task<Result<SavedViewList>> Handle(ListSavedViewsQuery query, CancellationToken ct) => new SavedViewList(await views.AllAsync(ct));
}
