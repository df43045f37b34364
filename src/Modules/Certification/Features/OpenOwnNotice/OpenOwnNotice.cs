using MediatR;
using Post.Audit;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Features.OpenOwnNotice;

/// <summary>
/// Shows a notice to the caller's own agency and records who first opened it (12.06(2)(b)). That nobody did makes it no less
/// sufficient (12.11).
/// </summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.notice.opened", DataClass.Personal, Fields = ["notice"], OwnWords = true)]
internal sealed record OpenOwnNoticeCommand(Guid NoticeId) : ICommand<OwnNotice>;

public sealed record OwnNotice(string Agency, string Title, string Subject, string Text, string To, DateTimeOffset IssuedAt, DateTimeOffset SeenAt, string SeenBy)
    : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Persons { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Persons;
    public int RowCount => 1;
}

internal sealed class OpenOwnNoticeHandler(ActingMembers acting, OwnNotices own, ReceivedNotices received, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<OpenOwnNoticeCommand, Result<OwnNotice>>
{
    public async Task<Result<OwnNotice>> Handle(OpenOwnNoticeCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        if (await own.FindAsync(acts.Value.AgencyId, command.NoticeId, ct) is not { } notice) return new NotFound("This notice");
        var (now, by) = (clock.GetUtcNow(), caller.Value.Name);
        if (await received.SeeAsync(notice.Id, caller.Value.Id, by, now, ct)) change.Changed("seen", null, by);
        change.About(notice.Subjects);
        change.Summarise(notice.Subject);
        return new OwnNotice(acts.Value.Agency, notice.Title, notice.Subject, notice.Text, notice.To, notice.IssuedAt, notice.SeenAt ?? now, notice.SeenBy ?? by)
        {
            Persons = notice.Subjects,
        };
    }
}
