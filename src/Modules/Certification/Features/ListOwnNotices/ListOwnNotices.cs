using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Members;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListOwnNotices;

/// <summary>What the Commission sent to the caller's own agency, the newest first; it goes back to the beginning (12.06(2)(d)).</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.notices.listed", DataClass.Personal, Fields = ["notice"], Lists = true, OwnWords = true)]
internal sealed record ListOwnNoticesQuery(ReceivedPart Part = ReceivedPart.All, Guid? Before = null, int Limit = 25) : IQuery<OwnNoticeList>, IAsksFor
{
    public string? Query => Part switch
    {
        ReceivedPart.Unseen => "not opened yet",
        ReceivedPart.ToPassOn => "not passed on yet",
        _ => null,
    };
}

internal sealed class ListOwnNoticesValidator : AbstractValidator<ListOwnNoticesQuery>
{
    public ListOwnNoticesValidator()
    {
        RuleFor(q => q.Part).IsInEnum().WithMessage("There is no such part of the list.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Rows">Notices.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OwnNoticeList(string Agency, IReadOnlyList<OwnNoticeRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Persons { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Persons;
    public int RowCount => Rows.Count;
}

public sealed record OwnNoticeRow(Guid Id, string Title, string Subject, string To, DateTimeOffset IssuedAt, DateTimeOffset? SeenAt, string? SeenBy);

internal sealed class ListOwnNoticesHandler(ActingMembers acting, OwnNotices notices) : IRequestHandler<ListOwnNoticesQuery, Result<OwnNoticeList>>
{
    public async Task<Result<OwnNoticeList>> Handle(ListOwnNoticesQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var found = await notices.ListAsync(acts.Value.AgencyId, query.Part, query.Before, query.Limit + 1, ct);
        var page = found.Take(query.Limit).ToList();
        return new OwnNoticeList(
            acts.Value.Agency, page.ConvertAll(n => new OwnNoticeRow(n.Id, n.Title, n.Subject, n.To, n.IssuedAt, n.SeenAt, n.SeenBy)),
            found.Count > query.Limit ? page[^1].Id : null)
        {
            Persons = [.. page.SelectMany(n => n.Subjects).Distinct()],
        };
    }
}
