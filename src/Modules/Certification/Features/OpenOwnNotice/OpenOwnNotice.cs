using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

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
    /// <summary>What was said of passing it on, the latest last; null for a kind that is not passed on.</summary>
    public required IReadOnlyList<ToldPassOn>? PassedOn { get; init; }

    /// <summary>Ways of passing it on.</summary>
    public required IReadOnlyList<PassOnMeans> Means { get; init; }

    internal IReadOnlyList<Guid> Persons { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Persons;
    public int RowCount => 1;
}

/// <param name="Answer">Whether it was passed on.</param>
/// <param name="Officers">Officers of the record, by name and number.</param>
/// <param name="Others">Members who are none.</param>
/// <param name="Means">How, in words.</param>
/// <param name="On">The legal day.</param>
/// <param name="ToldAt">When it was told (UTC).</param>
/// <param name="ToldBy">By whom.</param>
public sealed record ToldPassOn(
    PassOnAnswer Answer, IReadOnlyList<string> Officers, string? Others, string? Means, DateOnly? On, DateTimeOffset ToldAt, string ToldBy);

internal sealed class OpenOwnNoticeHandler(
    CertificationDb db, ActingMembers acting, OwnNotices own, ReceivedNotices received, PassOns passOns, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<OpenOwnNoticeCommand, Result<OwnNotice>>
{
    public async Task<Result<OwnNotice>> Handle(OpenOwnNoticeCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        if (await own.FindAsync(acts.Value.AgencyId, command.NoticeId, ct) is not { } notice) return new NotFound("This notice");
        var (now, by) = (clock.GetUtcNow(), caller.Value.Name);
        if (await received.SeeAsync(notice.Id, caller.Value.Id, by, now, ct)) change.Changed("seen", null, by);
        var told = notice.IsPassedOn ? await passOns.OfAsync([notice.Id], ct) : [];
        List<Guid> persons = [.. notice.Subjects.Concat(told.SelectMany(t => t.PersonIds)).Distinct()];
        var means = notice.IsPassedOn ? await passOns.MeansAsync(clock.Today(), ct) : [];
        change.About(persons);
        change.Summarise(notice.Subject);
        return new OwnNotice(acts.Value.Agency, notice.Title, notice.Subject, notice.Text, notice.To, notice.IssuedAt, notice.SeenAt ?? now, notice.SeenBy ?? by)
        {
            PassedOn = notice.IsPassedOn ? await ToldAsync(told, means, ct) : null,
            Means = means,
            Persons = persons,
        };
    }

    private async Task<IReadOnlyList<ToldPassOn>> ToldAsync(IReadOnlyList<PassOn> told, IReadOnlyList<PassOnMeans> means, CancellationToken ct)
    {
        List<Guid> persons = [.. told.SelectMany(t => t.PersonIds).Distinct()];
        var names = await (
            from name in db.Names.AsNoTracking().Present()
            where persons.Contains(name.PersonId)
            join person in db.People on name.PersonId equals person.Id
            select new { name.PersonId, name.SortKey, Name = name.Surname + ", " + name.FirstName + " (" + person.OfficerNumber + ")" })
            .ToDictionaryAsync(n => n.PersonId, ct);
        return
        [
            .. told.Select(t => new ToldPassOn(
                t.Answer, [.. t.PersonIds.Where(names.ContainsKey).Select(p => names[p]).OrderBy(n => n.SortKey, StringComparer.Ordinal).Select(n => n.Name)], t.Others,
                t.MeansWords ?? means.FirstOrDefault(m => m.Code == t.MeansCode)?.Label ?? t.MeansCode, t.On, t.ToldAt, t.ToldBy)),
        ];
    }
}
