using System.Globalization;
using System.Text.Json;
using Post.Commission.Contracts;

namespace Post.PublicDatabase.Gate;

/// <summary>How a disposition counts under G-ADVERSE.</summary>
internal enum Adversity
{
    Adverse,
    NotAdverse,
    NeedsDetermination,
}

/// <summary>
/// The rules in force on a day in the types the gate asks in. Each is read when first asked for, so that one that
/// cannot be read withholds what depends on it and nothing else.
/// </summary>
internal sealed class PublicationRules(RulesInForce inForce)
{
    private static readonly string[] s_used =
        ["G-ADVERSE", "G-UNWARRANTED", "G-3YEAR", "G-CHALLENGE", "G-NOTATION", "G-FORMS", "G-EVIDENCE"];

    private readonly Dictionary<string, JsonElement> _parsed = [];
    private readonly Dictionary<string, Adversity> _adversities = [];
    private readonly Dictionary<string, bool> _added = [];
    private DateOnly? _populationFrom;

    /// <summary>Where the gate, reading these rules, begins to listen.</summary>
    public HeardAnswers Heard { get; } = new();

    public Guid EditionId => inForce.Edition.Id;

    /// <summary>The versions of the guidelines that the gate reads.</summary>
    public IReadOnlyList<Guid> GuidelineVersionIds { get; } =
        [.. inForce.Guidelines.Values.Where(g => s_used.Contains(g.Code)).Select(g => g.VersionId).Order()];

    /// <summary>First day of the population (8.06(1)); the day itself counts (K6).</summary>
    public DateOnly PopulationFrom => _populationFrom ??= DateOnly.ParseExact(
        Parameter("population-from"), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int FormerOfficerYears => int.Parse(Parameter("former-officer-years"), CultureInfo.InvariantCulture);

    public string UnderReviewLabel => Guideline("G-CHALLENGE").GetProperty("label").GetString()!;

    public bool CommissionListIsEvidence => Is("G-EVIDENCE", "commissionList", "EvidenceOfPopulation");

    /// <summary>
    /// The last day on which a former officer is shown; AddYears clamps to the end of the month (K5).
    /// </summary>
    public DateOnly LastDayShown(DateOnly lastCertificationReceived) =>
        lastCertificationReceived.AddYears(FormerOfficerYears);

    public bool Adds(PublicForm form)
    {
        if (_added.TryGetValue(form.Code, out var known)) return known;
        return _added[form.Code] = form.Code == PublicForms.FormerName
            ? Is("G-FORMS", "formerName", "OncePublished")
            : Strings("G-FORMS", "shown").Contains(form.Code) && !Strings("G-FORMS", "withheld").Contains(form.Code);
    }

    public Adversity AdversityOf(string dispositionCode)
    {
        if (_adversities.TryGetValue(dispositionCode, out var known)) return known;
        return _adversities[dispositionCode] = ReadAdversity(dispositionCode);
    }

    private Adversity ReadAdversity(string dispositionCode)
    {
        var guideline = Guideline("G-ADVERSE");
        var read = guideline.GetProperty("dispositions").TryGetProperty(dispositionCode, out var known)
            ? known
            : guideline.GetProperty("unmapped");
        return Enum.Parse<Adversity>(read.GetString()!);
    }

    public string NotationFor(string forum)
    {
        var guideline = Guideline("G-NOTATION");
        var name = guideline.GetProperty("forums").GetProperty(forum).GetString()!;
        return guideline.GetProperty("wording").GetString()!.Replace("{forum}", name, StringComparison.Ordinal);
    }

    private bool Is(string code, string property, string value) =>
        Guideline(code).GetProperty(property).GetString() == value;

    private IEnumerable<string?> Strings(string code, string property) =>
        Guideline(code).GetProperty(property).EnumerateArray().Select(e => e.GetString());

    private string Parameter(string code) => inForce.Parameters[code].Value;

    private JsonElement Guideline(string code)
    {
        if (_parsed.TryGetValue(code, out var known)) return known;
        return _parsed[code] = JsonElement.Parse(inForce.Guidelines[code].Parameters);
    }
}
