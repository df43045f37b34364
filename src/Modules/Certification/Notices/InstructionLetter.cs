using System.Globalization;
using Post.Certification.Domain;
using Post.Commission.Contracts;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Notices;

/// <summary>Brings an instruction of the Commission to an agency, once for each version, with the law it rests on (12.01(1), 12.06(2), 12.11).</summary>
internal sealed class InstructionLetter(INotices notices)
{
    public const string Kind = "liaison-instruction";

    /// <summary>The title under which the Commission instructs.</summary>
    public const string Regulation = "555 CMR 12.00";

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public async Task<Refusal?> IssueAsync(
        Guid agencyId, string agency, LiaisonInstruction instruction, AuthorityLine authority, CancellationToken ct) => (await notices.IssueAsync(
        new NoticeRequest(
            Kind, new Addressee(AddresseeKind.LawEnforcementAgency, agencyId, agency), $"liaison-instruction:{instruction.Id}", instruction.Title, new Dictionary<string, string>
            {
                ["addressee"] = agency,
                ["title"] = instruction.Title,
                ["in_force_from"] = Day(instruction.InForceFrom),
                ["acknowledge_by"] = instruction.AcknowledgeBy is { } by ? $", by {Day(by)}" : "",
                ["text"] = instruction.Body,
                ["authority"] = authority.Line,
            }, []), ct)).Refusal;

    private static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", s_culture);
}
