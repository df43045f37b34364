using System.Security.Cryptography;
using System.Text;
using Post.Commission.Contracts;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Tests.Gate;

/// <summary>
/// The rules of the first edition with the Executive Director's first guidelines, and ways to break them.
/// </summary>
internal static class RulesOfTheDay
{
    public static readonly DateOnly Day = new(2026, 3, 2);

    public static readonly Guid Edition = new("c0510000-0000-7000-8000-000000000008");

    private static readonly Dictionary<string, string> s_guidelines = new()
    {
        ["G-ADVERSE"] = """
            {"dispositions": {"Sustained": "Adverse", "NotSustained": "NotAdverse", "Exonerated": "NotAdverse",
             "Unfounded": "NotAdverse", "SeparatedBeforeFinding": "NeedsDetermination",
             "NeedsDetermination": "NeedsDetermination"}, "unmapped": "NeedsDetermination"}
            """,
        ["G-UNWARRANTED"] = "{}",
        ["G-3YEAR"] = "{}",
        ["G-CHALLENGE"] = """{"label": "Under review"}""",
        ["G-NOTATION"] = """
            {"wording": "Challenge pending: {forum}",
             "forums": {"Commission": "Commission", "CivilService": "Civil Service Commission",
                        "Arbitrator": "arbitration", "Court": "court"}}
            """,
        ["G-FORMS"] = """{"shown": ["suffix", "officer-number"], "withheld": [], "formerName": "OncePublished"}""",
        ["G-EVIDENCE"] = """{"commissionList": "EvidenceOfPopulation"}""",
    };

    public static PublicationRules InForce => new(Facts());

    public static PublicationRules With(string guideline, string parameters) => new(Facts(guideline, parameters));

    public static RulesInForce Facts(string? guideline = null, string? parameters = null, int version = 1) => new(
        Day,
        new RegulationEditionFacts(Edition, "555 CMR 8.00", "1503", new DateOnly(2023, 9, 1)),
        new Dictionary<string, RegulationParameterFacts>
        {
            ["population-from"] = new("population-from", "2021-07-01", "8.06(1)", Edition),
            ["former-officer-years"] = new("former-officer-years", "3", "8.06(4)(b)13", Edition),
        },
        s_guidelines.ToDictionary(g => g.Key, g => new GuidelineFacts(
            VersionId(g.Key, version), g.Key, version, g.Key == guideline ? parameters! : g.Value)));

    private static Guid VersionId(string code, int version) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{code} {version}")).AsSpan(0, 16));
}
