using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Personal;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListPersonalNotices;

/// <summary>What the Commission sent to the caller, the newest first.</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.notices.listed", DataClass.Personal, Fields = ["notice"], Lists = true, OwnWords = true)]
internal sealed record ListPersonalNoticesQuery(bool Unseen = false, Guid? Before = null, int Limit = 25) : IQuery<PersonalNoticeList>, IAsksFor
{
    public string? Query => Unseen ? "not opened yet" : null;
}

internal sealed class ListPersonalNoticesValidator : AbstractValidator<ListPersonalNoticesQuery>
{
    public ListPersonalNoticesValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Rows">Notices.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record PersonalNoticeList(IReadOnlyList<PersonalNoticeRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Persons { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Persons;
    public int RowCount => Rows.Count;
}

public sealed record PersonalNoticeRow(Guid Id, string Title, string Subject, DateTimeOffset IssuedAt, DateTimeOffset? SeenAt);

internal sealed class ListPersonalNoticesHandler(OwnPerson own, PersonalNotices notices) : IRequestHandler<ListPersonalNoticesQuery, Result<PersonalNoticeList>>
{
    public async Task<Result<PersonalNoticeList>> Handle(ListPersonalNoticesQuery query, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        var found = await notices.ListAsync(person.Value, query.Unseen, query.Before, query.Limit + 1, ct);
        var page = found.Take(query.Limit).ToList();
        return new PersonalNoticeList(
            page.ConvertAll(n => new PersonalNoticeRow(n.Id, n.Title, n.Subject, n.IssuedAt, n.SeenAt)), found.Count > query.Limit ? page[^1].Id : null)
        {
            Persons = [.. page.SelectMany(n => n.Subjects).Concat(person.Value.MemberIds).Distinct()],
        };
    }
}
