using System.Globalization;
using System.Text;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Notices;

/// <summary>Tells an agency which of its officers a round still misses, and what of them (555 CMR 7.02).</summary>
internal sealed class MissingOfficersLetter(INotices notices)
{
    public const string Kind = "recertification-missing";
    private const int OfficersInLetter = 300;

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public Task<Result<Guid>> IssueAsync(
        RecertificationRound round, int daysBefore, Guid agencyId, string agency, IReadOnlyList<WaitedFor> officers, CancellationToken ct)
    {
        var title = RoundWords.Title(round.Rule, round.FromLetter, round.ToLetter, round.EndsOn);
        return notices.IssueAsync(
            new NoticeRequest(
                Kind, new Addressee(AddresseeKind.LawEnforcementAgency, agencyId, agency), $"recertification-round:{round.Id}:{daysBefore}",
                $"{round.Reference()}, {daysBefore} days before", Words(round, title, daysBefore, agency, officers),
                [.. officers.Select(o => o.PersonId)]), ct);
    }

    private static Dictionary<string, string> Words(
        RecertificationRound round, string title, int daysBefore, string agency, IReadOnlyList<WaitedFor> officers) => new()
        {
            ["addressee"] = agency,
            ["round"] = title,
            ["due_on"] = RoundWords.Day(round.DueOn),
            ["ends_on"] = RoundWords.Day(round.EndsOn),
            ["days"] = daysBefore.ToString(s_culture),
            ["count"] = officers.Count == 1 ? "1 officer" : $"{officers.Count.ToString("N0", s_culture)} officers",
            ["officers"] = Lines(officers),
        };

    private static string Lines(IReadOnlyList<WaitedFor> officers)
    {
        var text = new StringBuilder();
        foreach (var officer in officers.Take(OfficersInLetter))
        {
            var what = officer.State == "Missing" ? "no application" : $"{officer.OpenItems} of {officer.Items} requirements not shown";
            text.Append(s_culture, $"- {officer.Name.ReplaceLineEndings(" ")} ({officer.OfficerNumber}): {what}\n");
        }

        if (officers.Count > OfficersInLetter) text.Append(s_culture, $"- and {officers.Count - OfficersInLetter:N0} more; ask for the whole list\n");
        return text.ToString().TrimEnd('\n');
    }
}
