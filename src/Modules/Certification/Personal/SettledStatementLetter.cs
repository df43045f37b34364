using System.Globalization;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>Tells an officer what became of a statement, by number and kind: what it says is not in it, because mail goes through many hands.</summary>
internal sealed class SettledStatementLetter(OnRecordReader records, INotices notices, CurrentCaller caller)
{
    public const string Kind = "officer-statement-settled";

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public async Task<Refusal?> IssueAsync(OfficerStatement statement, string words, CancellationToken ct)
    {
        var record = await records.OfAsync(statement.PersonId, ct);
        var to = new Addressee(AddresseeKind.Officer, record.PersonId, $"{record.Name} ({record.OfficerNumber})");
        var issued = await notices.IssueAsync(new NoticeRequest(Kind, to, $"officer-statement:{statement.Id}", $"Statement {statement.Reference}", new Dictionary<string, string>
        {
            ["addressee"] = to.Name,
            ["statement"] = statement.Reference,
            ["kind"] = StatementKinds.Of(statement.Kind).Title.ToLowerInvariant(),
            ["submitted_on"] = CivilClock.LegalDate(statement.SubmittedAt).ToString("MMMM d, yyyy", s_culture),
            ["outcome"] = StatementKinds.Of(statement.State).ToLowerInvariant(),
            ["words"] = words,
            ["contact"] = caller.Value.Name,
        }, []), ct);
        return issued.Refusal;
    }
}
