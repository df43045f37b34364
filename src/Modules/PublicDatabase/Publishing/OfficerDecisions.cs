using Post.Certification.Contracts;
using Post.PublicDatabase.Gate;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// The gate's decisions about one person, and which of them may act now: an item is shown when the gate shows it and a
/// stored, committed decision shows it too, so that nothing is public before its decision is on record.
/// </summary>
internal sealed class OfficerDecisions
{
    private readonly IReadOnlySet<string> _onRecord;

    private OfficerDecisions(
        IReadOnlyDictionary<string, (string Form, GateDecision Decision)> all,
        DateOnly? validUntil,
        IReadOnlySet<string> onRecord)
    {
        All = all;
        ValidUntil = validUntil;
        _onRecord = onRecord;
    }

    public IReadOnlyDictionary<string, (string Form, GateDecision Decision)> All { get; }

    /// <summary>Last legal date on which the person is shown; null where no end is known.</summary>
    public DateOnly? ValidUntil { get; }

    /// <summary>Whether something may be shown that no stored decision shows yet.</summary>
    public bool WaitsForRecord => All.Any(d => d.Value.Decision.IsShown && !_onRecord.Contains(d.Key));

    public static OfficerDecisions Decide(
        OfficerFacts officer, IReadOnlyList<ComplaintFacts> complaints, PublicationRules rules, DateOnly today,
        IReadOnlySet<string> onRecord)
    {
        var all = OfficerItems.Of(officer, complaints, today)
            .ToDictionary(i => i.Key, i => (i.Facts.Form, PublicationGate.Decide(i.Facts, rules, today)));
        return new OfficerDecisions(all, PersonRows.LastDayShown(OfficerItems.Person(officer, today), rules), onRecord);
    }

    public GateDecision Of(string item) => All[item].Decision;

    public bool Shows(string item) => All[item].Decision.IsShown && _onRecord.Contains(item);
}
