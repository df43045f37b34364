using System.Globalization;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>Tells an officer what an agency answered, by number and kind: what the statement says is not in it, because mail goes through many hands.</summary>
internal sealed class AnsweredStatementLetter(OnRecordReader records, INotices notices)
{
    public const string Kind = "officer-statement-answered";

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public async Task<Refusal?> IssueAsync(OfficerStatement statement, Guid agencyId, string agency, StatementState state, string words, CancellationToken ct)
    {
        var record = await records.OfAsync(statement.PersonId, ct);
        var to = new Addressee(AddresseeKind.Officer, record.PersonId, $"{record.Name} ({record.OfficerNumber})");
        var issued = await notices.IssueAsync(new NoticeRequest(Kind, to, $"officer-statement:{statement.Id}:{agencyId}", $"Statement {statement.Reference}", new Dictionary<string, string>
        {
            ["addressee"] = to.Name,
            ["statement"] = statement.Reference,
            ["kind"] = StatementKinds.Of(statement.Kind).Title.ToLowerInvariant(),
            ["submitted_on"] = CivilClock.LegalDate(statement.SubmittedAt).ToString("MMMM d, yyyy", s_culture),
            ["agency"] = agency,
            ["outcome"] = StatementKinds.Of(state).ToLowerInvariant(),
            ["words"] = words,
        }, []), ct);
        return issued.Refusal;
    }
}
