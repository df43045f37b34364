using Post.Certification.Contracts;
using Post.Certification.Members;
using Post.Kernel.Deadlines;
using Post.Kernel.Time;

namespace Post.Certification.Worklist;

/// <summary>The last days for notices, by the instruction of the Commission; none where it set none.</summary>
internal sealed class NoticeDays(DeadlineCounting counting)
{
    public const string Seen = "notice-seen";
    public const string PassOn = "notice-pass-on";

    private readonly Dictionary<(string Rule, DateOnly Sent), DateOnly?> _counted = [];

    public async Task<DateOnly?> DueAsync(string rule, DateTimeOffset issuedAt, CancellationToken ct)
    {
        var sent = CivilClock.LegalDate(issuedAt);
        if (_counted.TryGetValue((rule, sent), out var known)) return known;
        var counted = await counting.CountAsync(rule, DeadlineFacts.From(DeadlineTrigger.On("The notice was issued", sent)), ct);
        return _counted[(rule, sent)] = counted?.Counted.Due;
    }
}

/// <summary>Notices that nobody at the agency has opened (12.06(2)(b)).</summary>
internal sealed class UnseenNoticeWork(OwnNotices notices, NoticeDays days) : IAgencyWork
{
    public string Part => "unseen";
    public string Title => "Notices to open";

    public async Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        var items = new List<AgencyWorkItem>();
        foreach (var notice in (await notices.WaitingAsync(reader.AgencyId, ct)).Where(n => n.IsUnseen))
        {
            items.Add(new AgencyWorkItem(
                $"unseen:{notice.Id}", $"Open the notice: {notice.Subject}", $"{PortalPages.Notices}/{notice.Id}",
                await days.DueAsync(NoticeDays.Seen, notice.IssuedAt, ct), CivilClock.LegalDate(notice.IssuedAt))
            {
                About = notice.Title,
                Subjects = notice.Subjects,
            });
        }

        return items;
    }
}

/// <summary>Notices of which nobody has said to whom they were passed on, or that they concern nobody else; they stay until somebody does (12.06(2)(e)).</summary>
internal sealed class PassOnWork(OwnNotices notices, NoticeDays days) : IAgencyWork
{
    public string Part => "pass-on";
    public string Title => "Notices to pass on";

    public async Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        if (reader.Capacity > MemberCapacity.Liaison) return [];
        var items = new List<AgencyWorkItem>();
        foreach (var notice in (await notices.WaitingAsync(reader.AgencyId, ct)).Where(n => n.IsToPassOn))
        {
            items.Add(new AgencyWorkItem(
                $"pass-on:{notice.Id}", $"Say to whom it was passed on: {notice.Subject}", $"{PortalPages.Notices}/{notice.Id}",
                await days.DueAsync(NoticeDays.PassOn, notice.IssuedAt, ct), CivilClock.LegalDate(notice.IssuedAt))
            {
                About = notice.Title,
                Subjects = notice.Subjects,
            });
        }

        return items;
    }
}
