using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.ShowNotice;

/// <summary>One notice: what it says, where it went, every attempt, and the proof.</summary>
[Requires(KernelPermissions.ReadNotices)]
[Audited("notice.shown", DataClass.Personal, Fields = ["notice", "contact"])]
public sealed record ShowNoticeQuery(Guid NoticeId) : IQuery<ShowNoticeResult>;

/// <param name="Notice">The notice as it was issued.</param>
/// <param name="Deliveries">Each channel and address, oldest first.</param>
/// <param name="Attempts">Every try by electronic mail.</param>
/// <param name="Addresses">What the addressee has, for a person who must choose.</param>
public sealed record ShowNoticeResult(
    Notice Notice, IReadOnlyList<Delivery> Deliveries, IReadOnlyList<Attempt> Attempts, IReadOnlyList<ContactPoint> Addresses) : INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => Notice.Subjects;
}

internal sealed class ShowNoticeHandler(NoticeBook book, DeliveryBook deliveries, ContactPoints addresses)
    : IRequestHandler<ShowNoticeQuery, Result<ShowNoticeResult>>
{
    public async Task<Result<ShowNoticeResult>> Handle(ShowNoticeQuery query, CancellationToken ct)
    {
        if (await book.FindAsync(query.NoticeId, ct) is not { } notice) return new NotFound("This notice");
        return new ShowNoticeResult(
            notice,
            await deliveries.OfAsync(notice.Id, ct),
            await deliveries.AttemptsAsync(notice.Id, ct),
            await addresses.OfAsync(notice.To.Kind, notice.To.Id, ct));
    }
}
