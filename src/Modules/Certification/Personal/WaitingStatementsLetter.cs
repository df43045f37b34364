using System.Globalization;
using Post.Certification.Domain;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>Tells an agency which statements of its officers nobody answered, by number and kind alone (12.07(1)(b)3.c).</summary>
internal sealed class WaitingStatementsLetter(INotices notices)
{
    public const string Kind = "officer-statements-wait";
    private const int StatementsInLetter = 100;

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public async Task<Refusal?> IssueAsync(Guid agencyId, string agency, DateOnly day, IReadOnlyList<OfficerStatement> statements, CancellationToken ct)
    {
        var issued = await notices.IssueAsync(
            new NoticeRequest(
                Kind, new Addressee(AddresseeKind.LawEnforcementAgency, agencyId, agency), $"officer-statements-wait:{agencyId}:{day:yyyy-MM-dd}",
                "Statements of officers that wait", new Dictionary<string, string>
                {
                    ["addressee"] = agency,
                    ["count"] = statements.Count == 1 ? "1 statement" : $"{statements.Count.ToString("N0", s_culture)} statements",
                    ["statements"] = Lines(statements),
                }, [.. statements.Select(s => s.PersonId).Distinct()]), ct);
        return issued.Refusal;
    }

    private static string Lines(IReadOnlyList<OfficerStatement> statements)
    {
        var lines = statements.Take(StatementsInLetter).Select(
            s => $"- {s.Reference}, {StatementKinds.Of(s.Kind).Title.ToLowerInvariant()}, told on {CivilClock.LegalDate(s.SubmittedAt).ToString("MMMM d, yyyy", s_culture)}");
        var more = statements.Count - StatementsInLetter;
        return string.Join('\n', more > 0 ? lines.Append($"- and {more.ToString("N0", s_culture)} more; the portal shows all of them") : lines);
    }
}
