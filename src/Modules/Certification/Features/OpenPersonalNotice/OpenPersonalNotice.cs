using MediatR;
using Post.Audit;
using Post.Certification.Personal;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Features.OpenPersonalNotice;

/// <summary>Shows a notice to whom it went and records that it was opened. That it was not makes it no less sufficient (12.11).</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.notice.opened", DataClass.Personal, Fields = ["notice"], OwnWords = true)]
internal sealed record OpenPersonalNoticeCommand(Guid NoticeId) : ICommand<PersonalNotice>;

public sealed record PersonalNotice(string Title, string Subject, string Text, string To, DateTimeOffset IssuedAt, DateTimeOffset SeenAt) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Persons { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Persons;
    public int RowCount => 1;
}

internal sealed class OpenPersonalNoticeHandler(
    OwnPerson own, PersonalNotices notices, ReceivedNotices received, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<OpenPersonalNoticeCommand, Result<PersonalNotice>>
{
    public async Task<Result<PersonalNotice>> Handle(OpenPersonalNoticeCommand command, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        if (await notices.FindAsync(person.Value, command.NoticeId, ct) is not { } notice) return new NotFound("This notice");
        var now = clock.GetUtcNow();
        if (await received.SeeAsync(notice.Id, caller.Value.Id, caller.Value.Name, now, ct)) change.Changed("seen", null, caller.Value.Name);
        Guid[] persons = [.. notice.Subjects.Concat(person.Value.MemberIds).Distinct()];
        change.About(persons);
        change.Summarise(notice.Subject);
        return new PersonalNotice(notice.Title, notice.Subject, notice.Text, notice.To, notice.IssuedAt, notice.SeenAt ?? now) { Persons = persons };
    }
}
