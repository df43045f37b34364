using System.Globalization;
using Post.Certification.Domain;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Members;

/// <summary>Tells the head of an agency which notices nobody there has opened, by number, title and day alone (12.06(2)(b)).</summary>
internal sealed class UnseenNoticesLetter(INotices notices)
{
    public const string Kind = "notices-unseen";
    private const int NoticesInLetter = 100;

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public Task<Result<Guid>> IssueAsync(AgencyMember head, string agency, DateOnly day, IReadOnlyList<UnseenNotice> unseen, CancellationToken ct) => notices.IssueAsync(
        new NoticeRequest(
            Kind, new Addressee(AddresseeKind.OtherPerson, head.Id, head.Name), $"notices-unseen:{head.AgencyId}:{day:yyyy-MM-dd}", $"Notices to {agency}", new Dictionary<string, string>
            {
                ["addressee"] = head.Name,
                ["agency"] = agency,
                ["count"] = unseen.Count == 1 ? "1 notice" : $"{unseen.Count.ToString("N0", s_culture)} notices",
                ["notices"] = Lines(unseen),
            }, [.. unseen.SelectMany(n => n.Subjects).Distinct()]), ct);

    private static string Lines(IReadOnlyList<UnseenNotice> unseen)
    {
        var lines = unseen.Take(NoticesInLetter).Select(
            n => $"- {n.Title}, number {n.Number.ToString(s_culture)}, of {CivilClock.LegalDate(n.IssuedAt).ToString("MMMM d, yyyy", s_culture)}");
        var more = unseen.Count - NoticesInLetter;
        return string.Join('\n', more > 0 ? lines.Append($"- and {more.ToString("N0", s_culture)} more; the portal shows all of them") : lines);
    }
}
